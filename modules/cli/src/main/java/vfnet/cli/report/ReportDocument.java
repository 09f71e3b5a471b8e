// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vfnet.cli.json.JsonDocument;
import vfnet.cli.report.ReportTable.Cell;

/** The report as one JSON document; {@code report.schema.json} describes it. */
public final class ReportDocument {
    private static final int VERSION = 1;

    private ReportDocument() {}

    /**
     * {@return its bytes}
     *
     * @param report the report
     * @throws IOException never: it is written to memory
     */
    public static byte[] of(FleetReport report) throws IOException {
        return JsonDocument.write(json -> {
            json.number("version", Optional.of(VERSION));
            json.number("hosts", Optional.of(report.hosts()));
            for (ReportTable table : report.tables()) {
                json.objects(table.id(), table.rows(), row -> row(json, table, row));
            }
            List<ReportTable> partial = report.tables().stream()
                    .filter(table -> table.missing().isPresent())
                    .toList();
            json.objects("not_in_documents", partial, table -> {
                json.text("question", table.id());
                json.text("why", table.missing().orElseThrow().why());
                json.texts("hosts", table.missing().orElseThrow().hosts());
            });
            json.problems("unread", report.unread());
        });
    }

    private static void row(JsonDocument json, ReportTable table, List<Cell> row) throws IOException {
        for (int i = 0; i < row.size(); i++) {
            String key = table.columns().get(i).key();
            switch (row.get(i)) {
                case Cell.Text(var value) -> json.text(key, value);
                case Cell.Count(var value) -> json.number(key, value);
                case Cell.Texts(var values) -> json.texts(key, values);
            }
        }
    }
}
