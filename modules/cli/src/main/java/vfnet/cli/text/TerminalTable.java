// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A table that fits a terminal. Names, addresses and numbers stay whole, so that they can be copied: columns leave, and
 * descriptions are shortened. Where that is not enough, each row is a block of lines.
 */
final class TerminalTable<R> {
    /** Shorter than this a description says nothing. */
    private static final int SHORTEST = 12;
    /** Room for whoever uses a VF, which counts for more than what can be read elsewhere. */
    private static final int USER = 24;

    private final TerminalLayout<R> layout;
    private final int width;
    private final List<Column<R>> columns;
    private final List<String> left = new ArrayList<>();
    private TextTable table;
    private int[] widths;

    TerminalTable(TerminalLayout<R> layout, List<R> rows, int width) {
        this.layout = layout;
        this.width = width;
        columns = new ArrayList<>(layout.columns());
        table = TextTable.of(columns, rows);
        widths = table.widths(true);
        fit();
    }

    private void fit() {
        drop(layout.expendable(), false);
        drop(layout.optional(), true);
        int excess = TextTable.total(widths) - width;
        while (excess > 0 && shortenOne()) {
            excess--;
        }
    }

    /** Until the rest fits, its texts shortened where they may be. */
    private void drop(List<String> keys, boolean shortened) {
        for (String key : keys) {
            int column = keys().indexOf(key);
            if (column >= 0 && TextTable.total(shortened ? shortest() : widths) > width) {
                left.add(key);
                columns.remove(column);
                table = table.without(column);
                widths = table.widths(true);
            }
        }
    }

    private List<String> keys() {
        return columns.stream().map(Column::key).toList();
    }

    private int[] shortest() {
        int[] least = widths.clone();
        for (int i = 0; i < least.length; i++) {
            least[i] = mayShorten(i) ? Math.min(least[i], tellsUser(i) ? USER : SHORTEST) : least[i];
        }
        return least;
    }

    private boolean mayShorten(int column) {
        return layout.shortened().contains(columns.get(column).key());
    }

    private boolean tellsUser(int column) {
        return columns.get(column).key().equals(ListColumns.HOLDERS);
    }

    /** Descriptions first. */
    private boolean shortenOne() {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean can = mayShorten(i) && widths[i] > SHORTEST;
            widest = can && (widest < 0 || tellsUser(widest) || !tellsUser(i) && widths[i] > widths[widest])
                    ? i
                    : widest;
        }
        if (widest >= 0) {
            widths[widest]--;
        }
        return widest >= 0;
    }

    /** The keys of the columns that there was no room for, the least important first. */
    List<String> left() {
        return List.copyOf(left);
    }

    String render(boolean withHead, Palette palette) {
        return TextTable.total(widths) <= width ? table.render(withHead, widths, palette, keys()) : blocks(palette);
    }

    /** A line for each column; the first one, which tells the rows apart, stands out. */
    private String blocks(Palette palette) {
        StringBuilder text = new StringBuilder();
        int heads = columns.stream()
                .mapToInt(column -> column.head().length())
                .max()
                .orElse(0);
        for (List<String> row : table.rows()) {
            for (int i = 0; i < row.size(); i++) {
                Column<R> column = columns.get(i);
                String cell = row.get(i);
                text.append(i == 0 ? "" : "  ")
                        .append(palette.apply(Palette.Style.HEAD, column.head()))
                        .append(" ".repeat(heads - column.head().length() + (i == 0 ? 4 : 2)))
                        .append(palette.apply(
                                CellStyle.of(column.key(), cell),
                                TextWidth.unfilled(inBlock(i, cell, width - heads - 4))))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** All who use it, however long; the terminal wraps what there is no room for. */
    private String inBlock(int column, String cell, int room) {
        return mayShorten(column) && !tellsUser(column) && room > SHORTEST && cell.length() > room
                ? cell.substring(0, room - 1) + "…"
                : cell;
    }
}
