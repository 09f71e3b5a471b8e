// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.report;

import java.util.Optional;

/**
 * Something that was checked, or could not be.
 *
 * @param at what was checked
 * @param seen what was seen there
 * @param unseen why not everything could be seen
 */
public record CheckCoverage(String at, Optional<String> seen, Optional<String> unseen) {}
