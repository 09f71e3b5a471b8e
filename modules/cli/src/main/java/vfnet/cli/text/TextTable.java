// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.AsciiTableBuilder;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import com.github.freva.asciitable.Styler;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A table in the format of vfnet 0.1: a head, a rule of equals signs one longer than the column, rows flush left. */
public final class TextTable {
    /** ascii-table puts a blank on either side of a cell. */
    private static final int PADDING = 2;

    private final List<String> heads = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    public static <R> TextTable of(List<Column<R>> columns, List<R> rows) {
        TextTable table = new TextTable();
        columns.forEach(column -> table.heads.add(column.head()));
        for (R row : rows) {
            List<String> cells = new ArrayList<>(columns.size());
            columns.forEach(column -> cells.add(
                    TextWidth.filled(TerminalSanitizer.of(column.cell().apply(row)))));
            table.rows.add(cells);
        }
        return table;
    }

    /** The same without a column; no cell is computed again. */
    TextTable without(int column) {
        TextTable table = new TextTable();
        table.heads.addAll(without(heads, column));
        rows.forEach(row -> table.rows.add(without(row, column)));
        return table;
    }

    private static List<String> without(List<String> cells, int column) {
        List<String> rest = new ArrayList<>(cells);
        rest.remove(column);
        return rest;
    }

    List<List<String>> rows() {
        return rows;
    }

    /**
     * The whole table as lines, however wide it is.
     *
     * @param withHead whether the heads and the rule come first
     */
    public String render(boolean withHead) {
        int[] widths = widths(withHead);
        List<List<String>> lines = new ArrayList<>(rows.size() + 2);
        if (withHead) {
            lines.add(heads);
            lines.add(rule(widths));
        }
        lines.addAll(rows);
        return flushLeft(table().data(asOneRow(lines), columns(widths)).asString(), withHead);
    }

    /**
     * The table as lines of these widths, without the rule. What is longer ends in an ellipsis.
     *
     * @param widths in characters, of each column
     * @param keys the columns'
     */
    String render(boolean withHead, int[] widths, Palette palette, List<String> keys) {
        List<List<String>> lines = new ArrayList<>(rows);
        if (withHead) {
            lines.addFirst(heads);
        }
        AsciiTableBuilder builder = table();
        if (palette.isOn()) {
            builder.styler(new Styler() {
                @Override
                public List<String> styleCell(
                        com.github.freva.asciitable.Column column, int row, int index, List<String> cell) {
                    Palette.Style style = withHead && row == 0
                            ? Palette.Style.HEAD
                            : CellStyle.of(keys.get(index), lines.get(row).get(index));
                    return cell.stream()
                            .map(text -> text.replace(text.strip(), palette.apply(style, text.strip())))
                            .toList();
                }
            });
        }
        return flushLeft(builder.data(lines, columns(widths)).asString(), false);
    }

    private static AsciiTableBuilder table() {
        return AsciiTable.builder().border(AsciiTable.NO_BORDERS).lineSeparator("\n");
    }

    /** Where no cell wraps, a column can be one cell of many lines: ascii-table creates a stream for each cell. */
    private List<List<String>> asOneRow(List<List<String>> lines) {
        List<String> cells = new ArrayList<>(heads.size());
        for (int i = 0; i < heads.size(); i++) {
            StringJoiner cell = new StringJoiner("\n");
            for (List<String> line : lines) {
                cell.add(line.get(i));
            }
            cells.add(cell.toString());
        }
        return lines.isEmpty() ? List.of() : List.of(cells);
    }

    int[] widths(boolean withHead) {
        int[] widths = new int[heads.size()];
        for (List<String> row : withHead ? with(heads) : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private List<List<String>> with(List<String> first) {
        List<List<String>> all = new ArrayList<>(rows);
        all.add(first);
        return all;
    }

    static int total(int[] widths) {
        int total = 1 - PADDING;
        for (int width : widths) {
            total += width + PADDING;
        }
        return total;
    }

    /** Each column's part is as long as the column, to be extended by one into the blank beside it. */
    private static List<String> rule(int[] widths) {
        List<String> rule = new ArrayList<>(widths.length);
        for (int width : widths) {
            rule.add("=".repeat(width));
        }
        return rule;
    }

    private static List<ColumnData<List<String>>> columns(int[] widths) {
        List<ColumnData<List<String>>> columns = new ArrayList<>(widths.length);
        for (int i = 0; i < widths.length; i++) {
            int index = i;
            columns.add(new com.github.freva.asciitable.Column()
                    .dataAlign(HorizontalAlign.LEFT)
                    .minWidth(widths[i] + PADDING)
                    .maxWidth(widths[i] + PADDING, OverflowBehaviour.ELLIPSIS_RIGHT)
                    .with(row -> row.get(index)));
        }
        return columns;
    }

    /**
     * ascii-table's lines, flush left and without the blanks at their ends; in the rule, the first of the two blanks
     * between columns is filled. Its Styler does that for each cell, and costs more than all the rest of a table.
     */
    private static String flushLeft(String table, boolean withHead) {
        StringBuilder text = new StringBuilder(table.length());
        boolean ruleToCome = withHead;
        int start = 0;
        while (start < table.length()) {
            int newline = table.indexOf('\n', start);
            int end = newline < 0 ? table.length() : newline;
            String line = table.substring(Math.min(start + 1, end), end);
            // No head begins like that.
            if (ruleToCome && line.startsWith("=")) {
                ruleToCome = false;
                line = line.replace("= ", "==");
            }
            text.append(line, 0, withoutBlanks(line)).append('\n');
            start = end + 1;
        }
        return TextWidth.unfilled(text.toString());
    }

    private static int withoutBlanks(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        return end;
    }
}
