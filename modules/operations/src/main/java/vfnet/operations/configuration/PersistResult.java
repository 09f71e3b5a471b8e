// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import java.nio.file.Path;

/**
 * What was saved, or would be.
 *
 * @param file the file of the saved configuration
 * @param plan the changes
 * @param isServiceEnabled whether the boot service will apply it
 */
public record PersistResult(Path file, PersistPlan plan, boolean isServiceEnabled) {}
