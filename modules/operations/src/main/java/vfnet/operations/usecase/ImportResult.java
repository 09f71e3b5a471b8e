// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.util.List;
import vfnet.operations.configuration.PersistResult;

/**
 * What was taken over from another tool.
 *
 * @param saved what was saved, or would be
 * @param sources the files that go on telling that tool the same
 */
public record ImportResult(PersistResult saved, List<String> sources) {}
