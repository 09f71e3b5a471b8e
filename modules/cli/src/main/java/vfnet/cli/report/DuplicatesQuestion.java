// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vfnet.cli.report.ReportTable.Cell;
import vfnet.cli.report.ReportTable.Column;
import vfnet.model.Guid;
import vfnet.model.MacAddress;

/**
 * Which MAC addresses and GUIDs more than one host has. A VF in a guest has the address that its host gives it, so that
 * VFs without a PF are left out; ports of one host may share an address, as those of a bond do.
 */
final class DuplicatesQuestion implements Question {
    private static final int PORT = -1;

    private final MissingHosts missing = new MissingHosts(MissingHosts.LIST);
    private final Map<String, Place> first = new HashMap<>();
    private final Map<String, List<Place>> more = new TreeMap<>();

    /** Where an address was found. */
    private record Place(String host, String port, int vf) {

        String text() {
            return host + " " + port + (vf == PORT ? "" : " VF " + vf);
        }
    }

    @Override
    public void take(HostDocument host) {
        if (!missing.accept(host.host(), host.list().isPresent())) {
            return;
        }
        for (JsonNode port : host.ports()) {
            Place place = new Place(host.host(), HostDocument.name(port).intern(), PORT);
            add(port, "permanent_mac_address", place);
            add(port, "mac_address", place);
        }
        for (JsonNode vf : host.vfs()) {
            Place place = new Place(
                    host.host(),
                    HostDocument.text(vf, "parent_interface")
                            .or(() -> HostDocument.text(vf, "parent_pci_address"))
                            .orElse("?")
                            .intern(),
                    HostDocument.number(vf, "vf_index").orElse(PORT));
            add(vf, "admin_mac_address", place);
            add(vf, "mac_address", place);
            add(vf, "node_guid", place);
            add(vf, "port_guid", place);
        }
    }

    private void add(JsonNode function, String key, Place place) {
        Optional<String> address = HostDocument.text(function, key).flatMap(DuplicatesQuestion::address);
        if (address.isEmpty()) {
            return;
        }
        Place before = first.putIfAbsent(address.get(), place);
        if (before != null && !before.equals(place)) {
            List<Place> others = more.computeIfAbsent(address.get(), _ -> new ArrayList<>(List.of(before)));
            if (!others.contains(place)) {
                others.add(place);
            }
        }
    }

    /** In its usual form; zero stands for none. */
    private static Optional<String> address(String text) {
        return MacAddress.parse(text)
                .filter(own -> !own.isZero())
                .map(MacAddress::toString)
                .or(() -> Guid.parse(text).filter(own -> !own.isZero()).map(Guid::toString));
    }

    @Override
    public ReportTable table() {
        List<List<Cell>> rows = new ArrayList<>();
        more.forEach((address, places) -> {
            long hosts = places.stream().map(Place::host).distinct().count();
            if (hosts > 1) {
                rows.add(List.of(
                        Cell.of(address),
                        Cell.of((int) hosts),
                        new Cell.Texts(places.stream().map(Place::text).toList())));
            }
        });
        return new ReportTable(
                "duplicate_addresses",
                "MAC addresses and GUIDs on more than one host",
                "none",
                List.of(
                        new Column("mac_address", "Address"),
                        new Column("count", "Hosts"),
                        new Column("places", "Where")),
                rows,
                missing.missing());
    }
}
