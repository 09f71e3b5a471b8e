// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vfnet.model.desired.PortRestore;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.operations.view.VfRow;

/**
 * What a table shows on a terminal, and what it can do without.
 *
 * @param columns all of them, in their order
 * @param expendable keys of those that leave first, the least important first
 * @param optional keys of those that leave where shorter texts do not help, the least important first
 * @param shortened keys of those whose texts may end in an ellipsis; all others are never cut
 */
record TerminalLayout<R>(
        List<Column<R>> columns, List<String> expendable, List<String> optional, Set<String> shortened) {
    private static final List<String> DETAILS =
            List.of("device_path", "subsystem", "parent_pci_address", "iommu_group");

    /** Of PFs, and their link. */
    static TerminalLayout<PfRow> pfs(Rows rows) {
        return new TerminalLayout<>(
                with(PfColumns.ALL, PfColumns.LINK, state(rows)),
                DETAILS,
                List.of("can_vf", "description", ListColumns.LINK, ListColumns.RESTORED, "configured_vfs"),
                Set.of("description"));
    }

    private static List<Column<PfRow>> state(Rows rows) {
        List<Column<PfRow>> state = new ArrayList<>(saved(rows));
        boolean isNews = rows.pfs().stream()
                .flatMap(row -> row.restored().stream())
                .anyMatch(restore -> restore.result() != PortRestore.Result.RESTORED);
        if (isNews) {
            state.add(PfColumns.RESTORED);
        }
        return state;
    }

    /** Of VFs, and who uses each. */
    static TerminalLayout<VfRow> vfs(List<VfRow> rows) {
        boolean tells = tell(rows.stream().map(row -> Cells.drift(row.drift())).collect(Collectors.toSet()));
        return new TerminalLayout<>(
                with(VfColumns.ALL, VfColumns.IN_USE, tells ? List.of(VfColumns.SAVED) : List.of()),
                DETAILS,
                List.of("description", "parent_interface", ListColumns.DRIFT),
                Set.of("description", ListColumns.HOLDERS));
    }

    /** Whether each port and all its VFs are as saved: where there is no room for it beside each VF, this tells. */
    private static List<Column<PfRow>> saved(Rows rows) {
        IdentityHashMap<PfRow, String> cells = new IdentityHashMap<>();
        List<List<VfRow>> vfs = rows.vfsByPort();
        for (int i = 0; i < vfs.size(); i++) {
            PfRow port = rows.pfs().get(i);
            Set<String> states = new HashSet<>(Set.of(Cells.drift(port.drift())));
            vfs.get(i).forEach(vf -> states.add(Cells.drift(vf.drift())));
            if (tell(states)) {
                cells.put(port, states.contains(Cells.DIFFERS) ? Cells.DIFFERS : Cells.UNKNOWN);
            }
        }
        return cells.isEmpty()
                ? List.of()
                : List.of(new Column<>(
                        ListColumns.DRIFT,
                        "Saved",
                        true,
                        "whether it is as saved",
                        row -> cells.getOrDefault(row, Cells.drift(row.drift()))));
    }

    /** Drift is rare, and a column that all rows fill alike tells nothing. */
    private static boolean tell(Set<String> states) {
        return states.contains(Cells.DIFFERS) || states.contains(Cells.UNKNOWN);
    }

    /** Of VFs whose PF is not here. */
    static TerminalLayout<PfRow> vfsWithoutPf() {
        return new TerminalLayout<>(
                with(ListColumns.vfsWithoutPf(), PfColumns.IN_USE, List.of()),
                DETAILS,
                List.of("description"),
                Set.of("description", ListColumns.HOLDERS));
    }

    private static <T> List<Column<T>> with(List<Column<T>> all, Column<T> more, List<Column<T>> last) {
        List<Column<T>> columns =
                new ArrayList<>(all.stream().filter(Column::standard).toList());
        columns.add(more);
        columns.addAll(last);
        return columns;
    }
}
