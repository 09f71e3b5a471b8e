// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

import java.util.ArrayList;
import java.util.List;
import vfnet.cli.report.ReportTable.Cell;
import vfnet.cli.text.Column;
import vfnet.cli.text.TextTable;

/** The tables as text, each below its title. */
public final class ReportText {
    private static final int SHOWN = 3;

    private ReportText() {}

    /** {@return the report as lines} */
    public static String of(FleetReport report) {
        StringBuilder text = new StringBuilder();
        for (ReportTable table : report.tables()) {
            text.append(text.isEmpty() ? "" : "\n").append(table.title()).append('\n');
            text.append(table.rows().isEmpty() ? table.none() + "\n" : rendered(table));
            table.missing().ifPresent(missing -> text.append(note(missing)).append('\n'));
        }
        return text.toString();
    }

    private static String rendered(ReportTable table) {
        List<Column<List<Cell>>> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            int index = i;
            ReportTable.Column own = table.columns().get(i);
            columns.add(new Column<>(own.key(), own.head(), true, own.head(), row -> shortened(row.get(index))));
        }
        String text = TextTable.of(columns, table.rows()).render(true);
        return text.endsWith("\n") ? text : text + "\n";
    }

    /** What a table does not know, for people. */
    static String note(ReportTable.Missing missing) {
        int hosts = missing.hosts().size();
        return "Not in the documents of " + (hosts == 1 ? "1 host" : hosts + " hosts") + ", since " + missing.why()
                + ": " + shortened(new Cell.Texts(missing.hosts()));
    }

    private static String shortened(Cell cell) {
        return cell instanceof Cell.Texts(List<String> values) && values.size() > SHOWN + 1
                ? String.join(", ", values.subList(0, SHOWN)) + " and " + (values.size() - SHOWN) + " more"
                : whole(cell);
    }

    /** A cell, however long; a hyphen for what is unknown or not there. */
    static String whole(Cell cell) {
        return switch (cell) {
            case Cell.Text(var value) -> value.orElse("-");
            case Cell.Count(var value) -> value.map(String::valueOf).orElse("-");
            case Cell.Texts(List<String> values) -> String.join(", ", values);
        };
    }
}
