// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.cli.report.ReportTable.Cell;
import vfnet.cli.report.ReportTable.Column;

/** What is not as it is saved. */
final class DriftQuestion implements Question {
    private final MissingHosts missing = new MissingHosts("nothing is saved there, or it could not be read");
    private final List<List<Cell>> rows = new ArrayList<>();

    @Override
    public void take(HostDocument host) {
        boolean compared = host.ports().stream()
                .anyMatch(port -> port.path("saved_differences").isArray());
        if (missing.accept(host.host(), compared)) {
            host.ports().forEach(port -> differences(host, port, HostDocument.name(port), Optional.empty()));
            host.vfs()
                    .forEach(vf -> differences(
                            host,
                            vf,
                            HostDocument.text(vf, "parent_interface")
                                    .or(() -> HostDocument.text(vf, "parent_pci_address"))
                                    .orElse("?"),
                            HostDocument.number(vf, "vf_index")));
        }
    }

    private void differences(HostDocument host, JsonNode function, String port, Optional<Integer> vf) {
        for (JsonNode difference : function.path("saved_differences")) {
            rows.add(List.of(
                    Cell.of(host.host()),
                    Cell.of(port),
                    new Cell.Count(vf),
                    new Cell.Text(HostDocument.text(difference, "field")),
                    new Cell.Text(HostDocument.text(difference, "saved")),
                    new Cell.Text(HostDocument.text(difference, "live"))));
        }
    }

    @Override
    public ReportTable table() {
        return new ReportTable(
                "drift",
                "Drift: what is not as it is saved",
                "none",
                List.of(
                        new Column("host", "Host"),
                        new Column("port", "Port"),
                        new Column("vf_index", "VF"),
                        new Column("field", "Field"),
                        new Column("saved", "Saved"),
                        new Column("live", "Live")),
                rows,
                missing.missing());
    }
}
