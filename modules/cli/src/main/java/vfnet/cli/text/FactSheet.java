// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Facts for people: titles, and below each its lines of a key and a value. */
final class FactSheet {
    private record Line(String key, String value) {}

    private final List<Line> lines = new ArrayList<>();

    /** A line of its own, which begins a group. */
    void title(String text) {
        lines.add(new Line("", text));
    }

    void fact(String key, String value) {
        lines.add(new Line(key, value.isEmpty() ? Cells.NONE : value));
    }

    /** One fact of several parts, one line each. */
    void facts(String key, List<String> values) {
        if (values.isEmpty()) {
            fact(key, "");
        }
        for (int i = 0; i < values.size(); i++) {
            fact(i == 0 ? key : " ", values.get(i));
        }
    }

    /** The facts that a listing has in the columns of these keys, in the order of the keys. */
    <R> void columns(List<Column<R>> columns, R row, String... keys) {
        for (String key : keys) {
            columns.stream()
                    .filter(column -> column.key().equals(key))
                    .forEach(column -> fact(column.head(), column.cell().apply(row)));
        }
    }

    /** Lines without a key. */
    void block(String text) {
        text.lines().forEach(line -> lines.add(new Line("  " + line, "")));
    }

    String text() {
        int width = lines.stream()
                .filter(line -> !line.value().isEmpty())
                .mapToInt(line -> line.key().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            if (line.key().isEmpty()) {
                text.append(TerminalSanitizer.of(line.value()));
            } else if (line.value().isEmpty()) {
                text.append(TerminalSanitizer.of(line.key()));
            } else {
                text.append("  ")
                        .append(line.key())
                        .append(" ".repeat(width - line.key().length() + 2))
                        .append(TerminalSanitizer.of(line.value()));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
