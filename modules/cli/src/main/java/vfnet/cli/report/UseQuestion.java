// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vfnet.cli.report.ReportTable.Cell;
import vfnet.cli.report.ReportTable.Column;
import vfnet.model.inventory.HolderKind;

/**
 * How many VFs of each host are in use and free. A VF is free only if every kind of use was searched for and none was
 * found; where anything could not be seen, it is unknown.
 */
final class UseQuestion implements Question {
    private final MissingHosts missing = new MissingHosts(MissingHosts.LIST);
    private final List<List<Cell>> rows = new ArrayList<>();

    /** The later ones take precedence: a function of two ports is listed twice. */
    private enum Use {
        FREE,
        UNKNOWN,
        IN_USE
    }

    @Override
    public void take(HostDocument host) {
        if (!missing.accept(host.host(), host.list().isPresent())) {
            return;
        }
        Map<String, Use> vfs = new HashMap<>();
        for (JsonNode vf : host.vfs()) {
            String address = HostDocument.text(vf, "pci_address").orElseGet(() -> "? " + vfs.size());
            vfs.merge(address, use(vf), (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        int most = 0;
        boolean known = true;
        for (JsonNode port : host.ports()) {
            Optional<Integer> own = HostDocument.number(port, "max_vfs");
            most += own.orElse(0);
            known &= own.isPresent() || port.path("max_vfs").isNull();
        }
        rows.add(List.of(
                Cell.of(host.host()),
                Cell.of(host.ports().size()),
                Cell.of(vfs.size()),
                count(vfs, Use.IN_USE),
                count(vfs, Use.FREE),
                count(vfs, Use.UNKNOWN),
                new Cell.Count(known ? Optional.of(most) : Optional.empty())));
    }

    private static Use use(JsonNode vf) {
        JsonNode users = vf.path("in_use_by");
        JsonNode unseen = vf.path("in_use_unseen");
        if (users.isArray() && !users.isEmpty()) {
            return Use.IN_USE;
        }
        Set<String> looked = new HashSet<>();
        vf.path("in_use_looked_at").forEach(kind -> looked.add(kind.asText()));
        // A vfnet that knew fewer kinds of use has not searched for the others.
        boolean all = Arrays.stream(HolderKind.values()).map(HolderKind::id).allMatch(looked::contains);
        return all && users.isArray() && unseen.isArray() && unseen.isEmpty() ? Use.FREE : Use.UNKNOWN;
    }

    private static Cell count(Map<String, Use> vfs, Use use) {
        return Cell.of((int) vfs.values().stream().filter(use::equals).count());
    }

    @Override
    public ReportTable table() {
        return new ReportTable(
                "vfs",
                "VFs in use and free",
                "no host",
                List.of(
                        new Column("host", "Host"),
                        new Column("ports", "Ports"),
                        new Column("vfs", "VFs"),
                        new Column("in_use", "In use"),
                        new Column("free", "Free"),
                        new Column("unknown", "Unknown"),
                        new Column("max_vfs", "Max VFs")),
                rows,
                missing.missing());
    }
}
