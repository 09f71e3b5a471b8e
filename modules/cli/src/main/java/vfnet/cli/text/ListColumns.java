// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vfnet.operations.view.PfRow;

/** The columns of the two tables of a listing. The standard ones are those of vfnet 0.1, in its order. */
public final class ListColumns {
    /** The key of the one column that requires the users of VFs. */
    public static final String HOLDERS = "in_use_by";
    /** The key of the one that compares with the saved configuration. */
    public static final String DRIFT = "saved_differences";

    /** The operational state of an interface. */
    static final String LINK = "link_state";
    /** The keys of those that require devlink: in switchdev mode it has the addresses and rates of VFs. */
    public static final List<String> OF_DEVLINK =
            List.of("eswitch_mode", "min_tx_rate", "max_tx_rate", "admin_mac_address", DRIFT);
    /** What came of the last restore. */
    static final String RESTORED = "last_restore";

    /** The columns of a VF whose PF is not here; the standard columns first, in the order of those of other VFs. */
    private static final List<String> WITHOUT_PF = List.of(
            "pci_address",
            "interface",
            "mac_address",
            "driver",
            "description",
            "device_path",
            "permanent_mac_address",
            "id",
            "module",
            "dev_port",
            LINK,
            "speed",
            "numa_node",
            "iommu_group",
            "iommu_shared_with",
            HOLDERS,
            "problems");

    private ListColumns() {}

    /** The columns of VFs whose PF is not here: those of a port, except those of a PF. */
    public static List<Column<PfRow>> vfsWithoutPf() {
        List<Column<PfRow>> columns = new ArrayList<>();
        for (String key : WITHOUT_PF) {
            boolean standard = WITHOUT_PF.indexOf(key) < 6;
            PfColumns.ALL.stream()
                    .filter(column -> column.key().equals(key))
                    .forEach(column ->
                            columns.add(new Column<>(key, column.head(), standard, column.help(), column.cell())));
        }
        return columns;
    }

    /** The columns by name for the help of {@code list}. */
    public static List<String> help() {
        List<String> lines = new ArrayList<>(List.of("", "Columns (* standard) of the PF table:"));
        PfColumns.ALL.forEach(column -> lines.add(help(column)));
        lines.addAll(List.of("", "Columns of the VF table:"));
        VfColumns.ALL.forEach(column -> lines.add(help(column)));
        return lines;
    }

    private static String help(Column<?> column) {
        return "  " + (column.standard() ? "* " : "  ") + column.key()
                + " ".repeat(24 - column.key().length()) + column.help();
    }

    /** The names that {@code --columns} takes. */
    public static List<String> keys() {
        return List.copyOf(meanings().keySet());
    }

    /** What each column shows, by its name. */
    public static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        PfColumns.ALL.forEach(column -> meanings.put(column.key(), column.help()));
        VfColumns.ALL.forEach(column -> meanings.putIfAbsent(column.key(), column.help()));
        return meanings;
    }
}
