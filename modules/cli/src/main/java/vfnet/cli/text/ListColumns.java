package vfnet.cli.text;

import static vfnet.cli.text.Cells.NONE;
import static vfnet.cli.text.Cells.NOT_APPLICABLE;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import vfnet.model.Driver;
import vfnet.model.Reading;
import vfnet.model.VfSettings;
import vfnet.model.inventory.NetworkInterface;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.VfRow;

/** The columns of the two tables of a listing. The standard ones are the predecessor's, in its order. */
public final class ListColumns {
    /** The key of the one column that takes a closer look. */
    public static final String HOLDERS = "in_use_by";
    /** The key of the one that compares with the saved configuration. */
    public static final String DRIFT = "saved_differences";

    public static final List<Column<PfRow>> PF = List.of(
            new Column<>("pci_address", "PCI BDF", true, "PCI address", row -> row.function().address().toString()),
            new Column<>("interface", "Interface", true, "network interface",
                    row -> Cells.of(row.networkInterface().map(NetworkInterface::name), NONE)),
            new Column<>("subsystem", "Subsystem", true, "bus of the card: pci or virtio", PfRow::subsystem),
            new Column<>("description", "Description", true, "name in pci.ids", row -> Cells.description(row.function())),
            new Column<>("driver", "Driver", true, "bound driver", row -> driver(row.function().driver())),
            new Column<>("can_vf", "Can VF?", true, "whether card and driver can create VFs", row -> Cells.canVf(row.pf().sriov())),
            new Column<>("active_vfs", "Active VFs", true, "number of VFs, of the maximum",
                    row -> Cells.outOf(row.pf().virtualFunctions().size(), row.pf().sriov())),
            new Column<>("configured_vfs", "Config VFs", true, "number of VFs in the saved configuration", row -> Cells.configured(row)),
            new Column<>("iommu_group", "IOMMU Grp", true, "IOMMU group", row -> Cells.iommuGroup(row.function())),
            new Column<>("device_path", "Device Path", true, "path in sysfs", PfRow::devicePath),
            new Column<>("mac_address", "MAC Address", false, "current MAC address",
                    row -> row.networkInterface().map(own -> Cells.of(own.address(), NONE)).orElse(NONE)),
            new Column<>("permanent_mac_address", "Permanent MAC", false, "permanent MAC address",
                    row -> row.port().map(port -> Cells.of(port.permanentAddress(), NOT_APPLICABLE)).orElse(NONE)),
            new Column<>("id", "ID", false, "vendor:device", row -> Cells.of(row.function().id(), NOT_APPLICABLE)),
            new Column<>("module", "Module", false, "kernel module of the driver", row -> module(row.function().driver())),
            new Column<>("vf_method", "VF Method", false, "how VFs are created", row -> Cells.of(row.pf().sriov().value()
                    .flatMap(sriov -> sriov.method()).map(method -> method.id()), NONE)),
            new Column<>("dev_port", "Port", false, "port number on the card, from 0",
                    row -> row.networkInterface().map(own -> Cells.of(own.devPort(), NOT_APPLICABLE)).orElse(NONE)),
            new Column<>("link_state", "Link", false, "operational state",
                    row -> Cells.of(row.networkInterface().flatMap(NetworkInterface::operState), NOT_APPLICABLE)),
            new Column<>("speed", "Mbit/s", false, "speed of the link",
                    row -> row.port().map(port -> Cells.of(port.speed(), NOT_APPLICABLE)).orElse(NOT_APPLICABLE)),
            new Column<>("numa_node", "NUMA", false, "NUMA node", row -> Cells.of(row.pf().numaNode(), NOT_APPLICABLE)),
            new Column<>("iommu_shared_with", "Shares Group", false, "other devices in its IOMMU group",
                    row -> Cells.sharedWith(row.function())),
            new Column<>(DRIFT, "Saved Differs", false, "drift: live -> saved",
                    row -> Cells.differences(row.drift())),
            new Column<>(HOLDERS, "In Use By", false, "who uses it", row -> Cells.holders(row.function())),
            new Column<>("problems", "Unreadable", false, "what could not be read",
                    row -> Cells.problems(row.function().problems())));

    public static final List<Column<VfRow>> VF = List.of(
            new Column<>("pci_address", "PCI BDF", true, "PCI address", row -> row.function().address().toString()),
            new Column<>("interface", "Interface", true, "network interface; None on vfio-pci or in another namespace",
                    row -> Cells.of(row.networkInterface().map(NetworkInterface::name), NONE)),
            new Column<>("mac_address", "MAC Address", true, "MAC address in use", ListColumns::macAddress),
            new Column<>("parent_interface", "Parent", true, "interface of its PF",
                    row -> Cells.of(row.port().map(port -> port.networkInterface().name()), NONE)),
            new Column<>("vf_index", "VF #", true, "number on its PF, from 0", row -> String.valueOf(row.vf().index())),
            new Column<>("driver", "Driver", true, "bound driver", row -> driver(row.function().driver())),
            new Column<>("description", "Description", true, "name in pci.ids", row -> Cells.description(row.function())),
            new Column<>("parent_pci_address", "Parent BDF", true, "PCI address of its PF",
                    row -> row.parent().function().address().toString()),
            new Column<>("device_path", "Device Path", true, "path in sysfs", VfRow::devicePath),
            new Column<>("label", "Label", false, "label in the saved configuration", row -> Cells.of(row.label(), "")),
            new Column<>("admin_mac_address", "Admin MAC", false, "administrative MAC address",
                    setting(settings -> Cells.of(settings.address(), NONE))),
            new Column<>("vlan", "VLAN", false, "VLAN set through the PF",
                    setting(settings -> Cells.of(settings.vlan().map(vlan -> vlan.id()), NONE))),
            new Column<>("spoof_check", "Spoof Check", false, "whether frames with another source address are dropped",
                    setting(settings -> Cells.onOff(settings.spoofCheck()))),
            new Column<>("trust", "Trust", false, "whether it may change its address and be promiscuous",
                    setting(settings -> Cells.onOff(settings.trust()))),
            new Column<>("link_state", "Link", false, "link state set through the PF",
                    setting(settings -> Cells.of(settings.linkState(), NOT_APPLICABLE))),
            new Column<>("min_tx_rate", "Min Mbit/s", false, "minimum transmit rate, 0 = none",
                    setting(settings -> Cells.of(settings.minTxRate(), NOT_APPLICABLE))),
            new Column<>("max_tx_rate", "Max Mbit/s", false, "maximum transmit rate, 0 = unlimited",
                    setting(settings -> Cells.of(settings.maxTxRate(), NOT_APPLICABLE))),
            new Column<>("id", "ID", false, "vendor:device", row -> Cells.of(row.function().id(), NOT_APPLICABLE)),
            new Column<>("module", "Module", false, "kernel module of the driver", row -> module(row.function().driver())),
            new Column<>("iommu_group", "IOMMU Grp", false, "IOMMU group", row -> Cells.iommuGroup(row.function())),
            new Column<>("iommu_shared_with", "Shares Group", false, "other devices in its IOMMU group",
                    row -> Cells.sharedWith(row.function())),
            new Column<>(DRIFT, "Saved Differs", false, "drift: live -> saved",
                    row -> Cells.differences(row.drift())),
            new Column<>(HOLDERS, "In Use By", false, "who uses it: VM, namespace, address, bridge",
                    row -> Cells.holders(row.function())),
            new Column<>("problems", "Unreadable", false, "what could not be read",
                    row -> Cells.problems(row.function().problems())));

    /** What is told of a VF whose PF is not here; the standard columns first, in the order of those of other VFs. */
    private static final List<String> WITHOUT_PF = List.of("pci_address", "interface", "mac_address", "driver",
            "description", "device_path", "permanent_mac_address", "id", "module", "dev_port", "link_state", "speed",
            "numa_node", "iommu_group", "iommu_shared_with", HOLDERS, "problems");

    private ListColumns() {}

    /** The columns of VFs whose PF is not here: as of a port, but for what makes it one. */
    public static List<Column<PfRow>> vfsWithoutPf() {
        List<Column<PfRow>> columns = new ArrayList<>();
        for (String key : WITHOUT_PF) {
            boolean standard = WITHOUT_PF.indexOf(key) < 6;
            PF.stream().filter(column -> column.key().equals(key)).forEach(column ->
                    columns.add(new Column<>(key, column.head(), standard, column.help(), column.cell())));
        }
        return columns;
    }

    private static String driver(Reading<Driver> driver) {
        return Cells.of(driver.map(Driver::name), NONE);
    }

    private static String module(Reading<Driver> driver) {
        return driver.value().map(bound -> Cells.of(bound.module(), NONE)).orElse(NONE);
    }

    private static String macAddress(VfRow row) {
        boolean unreadable = row.settingsAreUnknown()
                || row.networkInterface().filter(own -> own.address().isUnreadable()).isPresent();
        return Cells.of(row.macAddress(), unreadable ? Cells.UNKNOWN : NONE);
    }

    private static Function<VfRow, String> setting(Function<VfSettings, String> cell) {
        return row -> row.settings().map(cell)
                .orElseGet(() -> row.settingsAreUnknown() ? Cells.UNKNOWN : NOT_APPLICABLE);
    }

    /** The columns by name for the help of {@code list}. */
    public static List<String> help() {
        List<String> lines = new ArrayList<>(List.of("", "Columns (* standard) of the PF table:"));
        PF.forEach(column -> lines.add(help(column)));
        lines.addAll(List.of("", "Columns of the VF table:"));
        VF.forEach(column -> lines.add(help(column)));
        return lines;
    }

    private static String help(Column<?> column) {
        return "  " + (column.standard() ? "* " : "  ") + column.key() + " ".repeat(24 - column.key().length()) + column.help();
    }

    /** The names that {@code --columns} takes. */
    public static List<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        PF.forEach(column -> keys.add(column.key()));
        VF.forEach(column -> keys.add(column.key()));
        return List.copyOf(keys);
    }
}
