// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.nio.file.Path;
import java.util.List;
import vfnet.model.Problem;
import vfnet.operations.live.EntryOutcome;

/**
 * The result of applying a saved configuration.
 *
 * @param file the file of the saved configuration
 * @param outcomes one for each entry, in the order of the file
 * @param problems the errors in the file
 */
public record ApplyResult(Path file, List<EntryOutcome> outcomes, List<Problem> problems) {}
