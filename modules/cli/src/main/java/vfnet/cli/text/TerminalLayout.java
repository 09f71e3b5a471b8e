// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vfnet.operations.view.PfRow;
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

    /** Of PFs. */
    static TerminalLayout<PfRow> pfs() {
        return new TerminalLayout<>(
                standard(PfColumns.ALL),
                DETAILS,
                List.of("can_vf", "description", "configured_vfs"),
                Set.of("description"));
    }

    /** Of VFs, and who uses each. */
    static TerminalLayout<VfRow> vfs() {
        return new TerminalLayout<>(
                with(VfColumns.ALL, VfColumns.IN_USE),
                DETAILS,
                List.of("description", "parent_interface"),
                Set.of("description", ListColumns.HOLDERS));
    }

    /** Of VFs whose PF is not here. */
    static TerminalLayout<PfRow> vfsWithoutPf() {
        return new TerminalLayout<>(
                with(ListColumns.vfsWithoutPf(), PfColumns.IN_USE),
                DETAILS,
                List.of("description"),
                Set.of("description", ListColumns.HOLDERS));
    }

    private static <T> List<Column<T>> standard(List<Column<T>> all) {
        return all.stream().filter(Column::standard).toList();
    }

    private static <T> List<Column<T>> with(List<Column<T>> all, Column<T> more) {
        List<Column<T>> columns = new ArrayList<>(standard(all));
        columns.add(more);
        return columns;
    }
}
