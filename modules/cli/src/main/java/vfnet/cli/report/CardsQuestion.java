// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import vfnet.cli.report.ReportTable.Cell;
import vfnet.cli.report.ReportTable.Column;

/** Which cards there are, with which driver. */
final class CardsQuestion implements Question {
    private final MissingHosts missing = new MissingHosts(MissingHosts.LIST);
    private final Map<String, Card> cards = new TreeMap<>();

    /** Ports of one model with one driver. */
    private static final class Card {
        private final List<Cell> name;
        private final Set<String> hosts = new HashSet<>();
        private int ports;
        /** Empty once a document does not say it of a port. */
        private Optional<Integer> vfs = Optional.of(0);

        private Card(List<Cell> name) {
            this.name = name;
        }
    }

    @Override
    public void take(HostDocument host) {
        if (missing.accept(host.host(), host.list().isPresent())) {
            for (JsonNode port : host.ports()) {
                Optional<String> id = HostDocument.text(port, "id");
                Optional<String> driver = HostDocument.text(port, "driver");
                String model = HostDocument.text(port, "description").orElse("?");
                Card card = cards.computeIfAbsent(
                        model + "\n" + id.orElse("") + "\n" + driver.orElse(""),
                        _ -> new Card(List.of(Cell.of(model), new Cell.Text(id), new Cell.Text(driver))));
                card.hosts.add(host.host());
                card.ports++;
                card.vfs = card.vfs.flatMap(
                        all -> HostDocument.number(port, "active_vfs").map(own -> all + own));
            }
        }
    }

    @Override
    public ReportTable table() {
        return new ReportTable(
                "cards",
                "Cards by model and driver",
                "no card",
                List.of(
                        new Column("description", "Model"),
                        new Column("id", "ID"),
                        new Column("driver", "Driver"),
                        new Column("hosts", "Hosts"),
                        new Column("ports", "Ports"),
                        new Column("active_vfs", "Active VFs")),
                cards.values().stream().map(CardsQuestion::row).toList(),
                missing.missing());
    }

    private static List<Cell> row(Card card) {
        List<Cell> row = new ArrayList<>(card.name);
        row.add(Cell.of(card.hosts.size()));
        row.add(Cell.of(card.ports));
        row.add(new Cell.Count(card.vfs));
        return row;
    }
}
