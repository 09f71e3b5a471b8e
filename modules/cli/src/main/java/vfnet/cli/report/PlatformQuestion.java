// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vfnet.cli.report.ReportTable.Cell;
import vfnet.cli.report.ReportTable.Column;

/** Which kernel options and firmware tables some hosts have and others do not. */
final class PlatformQuestion implements Question {
    private final MissingHosts missing =
            new MissingHosts("kernel options and firmware are in no document of vfnet list --json: add snapshots");
    private final Map<String, Set<String>> hosts = new TreeMap<>();
    private final List<String> known = new ArrayList<>();

    @Override
    public void take(HostDocument host) {
        if (missing.accept(host.host(), host.platform().isPresent())) {
            known.add(host.host());
            host.platform()
                    .orElseThrow()
                    .forEach(word ->
                            hosts.computeIfAbsent(word, _ -> new TreeSet<>()).add(host.host()));
        }
    }

    @Override
    public ReportTable table() {
        List<List<Cell>> rows = new ArrayList<>();
        hosts.forEach((word, with) -> {
            if (with.size() < known.size()) {
                rows.add(List.of(
                        Cell.of(word),
                        Cell.of(with.size()),
                        Cell.of(known.size() - with.size()),
                        new Cell.Texts(List.copyOf(with))));
            }
        });
        return new ReportTable(
                "platform",
                "Kernel options and firmware that differ",
                "none",
                List.of(
                        new Column("setting", "Setting"),
                        new Column("with", "With"),
                        new Column("without", "Without"),
                        new Column("hosts", "Hosts with it")),
                rows,
                missing.missing());
    }
}
