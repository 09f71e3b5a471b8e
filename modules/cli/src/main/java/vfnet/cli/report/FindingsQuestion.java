// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vfnet.cli.report.ReportTable.Cell;
import vfnet.cli.report.ReportTable.Column;

/** Which findings of doctor there are, and where; the worst first. */
final class FindingsQuestion implements Question {
    private static final List<String> SEVERITIES = List.of("error", "warning", "note");

    private final MissingHosts missing = new MissingHosts(
            "findings are in no document of vfnet list --json: add those of vfnet doctor --json, or " + "snapshots");
    private final Map<Kind, Set<String>> hosts = new TreeMap<>();

    private record Kind(String severity, String id) implements Comparable<Kind> {

        @Override
        public int compareTo(Kind other) {
            int order = Integer.compare(SEVERITIES.indexOf(severity), SEVERITIES.indexOf(other.severity));
            return order != 0 ? order : id.compareTo(other.id);
        }
    }

    @Override
    public void take(HostDocument host) {
        if (missing.accept(host.host(), host.doctor().isPresent())) {
            for (JsonNode finding : host.doctor().orElseThrow().path("findings")) {
                Kind kind = new Kind(
                        HostDocument.text(finding, "severity").orElse("?"),
                        HostDocument.text(finding, "id").orElse("?"));
                hosts.computeIfAbsent(kind, _ -> new TreeSet<>()).add(host.host());
            }
        }
    }

    @Override
    public ReportTable table() {
        return new ReportTable(
                "findings",
                "Findings of vfnet doctor",
                "none",
                List.of(
                        new Column("severity", "Severity"),
                        new Column("id", "Finding"),
                        new Column("count", "Hosts"),
                        new Column("hosts", "Where")),
                hosts.entrySet().stream()
                        .map(finding -> List.<Cell>of(
                                Cell.of(finding.getKey().severity()),
                                Cell.of(finding.getKey().id()),
                                Cell.of(finding.getValue().size()),
                                new Cell.Texts(List.copyOf(finding.getValue()))))
                        .toList(),
                missing.missing());
    }
}
