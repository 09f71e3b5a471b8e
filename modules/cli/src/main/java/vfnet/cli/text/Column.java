// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.function.Function;

/**
 * A column of a table. A new one is one entry in {@link PfColumns} or {@link VfColumns}.
 *
 * @param key its name for {@code --columns}, the same as in JSON
 * @param head its heading
 * @param standard whether it is shown unless other columns are requested
 * @param help what it shows
 * @param cell the text of a row's cell
 */
public record Column<R>(String key, String head, boolean standard, String help, Function<R, String> cell) {}
