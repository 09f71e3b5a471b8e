// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.util.List;
import vfnet.operations.configuration.PersistResult;

/**
 * The result of an import.
 *
 * @param saved what was saved, or would be
 * @param sources the files that still tell that tool the same; of {@code boot}, the lines, each with its place
 */
public record ImportResult(PersistResult saved, List<String> sources) {}
