// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import static vfnet.cli.text.Cells.NONE;
import static vfnet.cli.text.Cells.NOT_APPLICABLE;

import java.util.List;
import vfnet.model.desired.PortRestore;
import vfnet.model.inventory.NetworkInterface;
import vfnet.operations.view.PfRow;

/** The columns of the table of PFs; the standard ones first, in the order of vfnet 0.1. */
public final class PfColumns {
    /** Operational state. */
    static final Column<PfRow> LINK = new Column<>(
            ListColumns.LINK,
            "Link",
            false,
            "operational state",
            row -> Cells.of(row.networkInterface().flatMap(NetworkInterface::operState), NOT_APPLICABLE));

    /** What came of the last restore, where that is not what was wanted. */
    static final Column<PfRow> RESTORED =
            new Column<>(ListColumns.RESTORED, "Restore", true, "last restore", row -> Cells.restored(row.restored()));

    public static final List<Column<PfRow>> ALL = List.of(
            new Column<>(
                    "pci_address",
                    "PCI BDF",
                    true,
                    "PCI address",
                    row -> row.function().address().toString()),
            new Column<>("interface", "Interface", true, "network interface", PfColumns::networkInterface),
            new Column<>("subsystem", "Subsystem", true, "bus of the card: pci or virtio", PfRow::subsystem),
            new Column<>(
                    "description", "Description", true, "name in pci.ids", row -> Cells.description(row.function())),
            new Column<>(
                    "driver",
                    "Driver",
                    true,
                    "bound driver",
                    row -> Cells.driver(row.function().driver())),
            new Column<>(
                    "can_vf",
                    "Can VF?",
                    true,
                    "whether card and driver can create VFs",
                    row -> Cells.canVf(row.pf().sriov())),
            new Column<>(
                    "active_vfs",
                    "Active VFs",
                    true,
                    "number of VFs, of the maximum",
                    row -> Cells.outOf(
                            row.pf().virtualFunctions().size(), row.pf().sriov())),
            new Column<>(
                    "configured_vfs",
                    "Config VFs",
                    true,
                    "number of VFs in the saved configuration",
                    row -> Cells.configured(row)),
            new Column<>("iommu_group", "IOMMU Grp", true, "IOMMU group", row -> Cells.iommuGroup(row.function())),
            new Column<>("device_path", "Device Path", true, "path in sysfs", PfRow::devicePath),
            new Column<>(
                    "mac_address",
                    "MAC Address",
                    false,
                    "current MAC address",
                    row -> row.networkInterface()
                            .map(own -> Cells.of(own.address(), NONE))
                            .orElse(NONE)),
            new Column<>(
                    "permanent_mac_address",
                    "Permanent MAC",
                    false,
                    "permanent MAC address",
                    row -> row.port()
                            .map(port -> Cells.of(port.permanentAddress(), NOT_APPLICABLE))
                            .orElse(NONE)),
            new Column<>(
                    "id",
                    "ID",
                    false,
                    "vendor:device",
                    row -> Cells.of(row.function().id(), NOT_APPLICABLE)),
            new Column<>(
                    "module",
                    "Module",
                    false,
                    "kernel module of the driver",
                    row -> Cells.module(row.function().driver())),
            new Column<>(
                    "vf_method",
                    "VF Method",
                    false,
                    "how VFs are created",
                    row -> Cells.of(
                            row.pf()
                                    .sriov()
                                    .value()
                                    .flatMap(sriov -> sriov.method())
                                    .map(method -> method.id()),
                            NONE)),
            new Column<>(
                    "eswitch_mode",
                    "Eswitch",
                    false,
                    "mode of the card's switch: legacy or switchdev",
                    row -> Cells.eswitchMode(row.pf().cardSwitch())),
            new Column<>(
                    "dev_port",
                    "Port",
                    false,
                    "port number on the card, from 0",
                    row -> row.networkInterface()
                            .map(own -> Cells.of(own.devPort(), NOT_APPLICABLE))
                            .orElse(NONE)),
            LINK,
            new Column<>(
                    "speed",
                    "Mbit/s",
                    false,
                    "speed of the link",
                    row -> row.port()
                            .map(port -> Cells.of(port.speed(), NOT_APPLICABLE))
                            .orElse(NOT_APPLICABLE)),
            new Column<>(
                    "numa_node",
                    "NUMA",
                    false,
                    "NUMA node",
                    row -> Cells.of(row.pf().numaNode(), NOT_APPLICABLE)),
            new Column<>(
                    "iommu_shared_with",
                    "Shares Group",
                    false,
                    "other devices in its IOMMU group",
                    row -> Cells.sharedWith(row.function())),
            new Column<>(
                    ListColumns.DRIFT,
                    "Saved Differs",
                    false,
                    "drift: live -> saved",
                    row -> Cells.differences(row.drift())),
            new Column<>(
                    ListColumns.RESTORED,
                    "Last Restore",
                    false,
                    "when it was last brought to its saved state since the host started, and the result",
                    row -> row.restored().map(PortRestore::describe).orElse(NONE)),
            new Column<>(ListColumns.HOLDERS, "In Use By", false, "who uses it", row -> Cells.holders(row.function())),
            new Column<>(
                    "problems",
                    "Unreadable",
                    false,
                    "what could not be read",
                    row -> Cells.problems(row.function().problems())));

    /** In place of {@link ListColumns#HOLDERS} where there is little room, and a free VF has to stand out. */
    static final Column<PfRow> IN_USE =
            new Column<>(ListColumns.HOLDERS, "In Use By", true, "who uses it", row -> Cells.use(row.function()));

    private static String networkInterface(PfRow row) {
        return row.networkInterface().isEmpty() && row.pf().elsewhere().isPresent()
                ? Cells.of(row.pf().elsewhere().get().label(), NONE)
                : Cells.of(row.networkInterface().map(NetworkInterface::name), NONE);
    }

    private PfColumns() {}
}
