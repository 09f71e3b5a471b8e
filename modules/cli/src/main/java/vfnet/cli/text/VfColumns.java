// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import static vfnet.cli.text.Cells.NONE;
import static vfnet.cli.text.Cells.NOT_APPLICABLE;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vfnet.model.Guid;
import vfnet.model.VfSettings;
import vfnet.model.inventory.NetworkInterface;
import vfnet.operations.view.VfRow;

/** The columns of the table of VFs; the standard ones first, in the order of vfnet 0.1. */
public final class VfColumns {
    public static final List<Column<VfRow>> ALL = List.of(
            new Column<>(
                    "pci_address",
                    "PCI BDF",
                    true,
                    "PCI address",
                    row -> row.function().address().toString()),
            new Column<>(
                    "interface",
                    "Interface",
                    true,
                    "network interface; None on vfio-pci or in another namespace",
                    row -> Cells.of(row.networkInterface().map(NetworkInterface::name), NONE)),
            new Column<>("mac_address", "MAC Address", true, "MAC address in use", VfColumns::macAddress),
            new Column<>(
                    "parent_interface",
                    "Parent",
                    true,
                    "interface of its PF",
                    row -> Cells.of(
                            row.port().map(port -> port.networkInterface().name()), NONE)),
            new Column<>(
                    "vf_index",
                    "VF #",
                    true,
                    "number on its PF, from 0",
                    row -> String.valueOf(row.vf().index())),
            new Column<>(
                    "driver",
                    "Driver",
                    true,
                    "bound driver",
                    row -> Cells.driver(row.function().driver())),
            new Column<>(
                    "description", "Description", true, "name in pci.ids", row -> Cells.description(row.function())),
            new Column<>(
                    "parent_pci_address",
                    "Parent BDF",
                    true,
                    "PCI address of its PF",
                    row -> row.parent().function().address().toString()),
            new Column<>("device_path", "Device Path", true, "path in sysfs", VfRow::devicePath),
            new Column<>("label", "Label", false, "label in the saved configuration", row -> Cells.of(row.label(), "")),
            new Column<>(
                    "admin_mac_address",
                    "Admin MAC",
                    false,
                    "administrative MAC address",
                    setting(settings -> Cells.of(settings.address(), NONE))),
            new Column<>(
                    "vlan",
                    "VLAN",
                    false,
                    "VLAN set through the PF",
                    setting(settings -> Cells.of(settings.vlan().map(vlan -> vlan.id()), NONE))),
            new Column<>(
                    "spoof_check",
                    "Spoof Check",
                    false,
                    "whether frames with another source address are dropped",
                    setting(settings -> Cells.onOff(settings.spoofCheck()))),
            new Column<>(
                    "trust",
                    "Trust",
                    false,
                    "whether it may change its address and be promiscuous",
                    setting(settings -> Cells.onOff(settings.trust()))),
            new Column<>(
                    "link_state",
                    "Link",
                    false,
                    "link state set through the PF",
                    setting(settings -> Cells.of(settings.linkState(), NOT_APPLICABLE))),
            new Column<>(
                    "min_tx_rate",
                    "Min Mbit/s",
                    false,
                    "minimum transmit rate, 0 = none",
                    setting(settings -> Cells.of(settings.minTxRate(), NOT_APPLICABLE))),
            new Column<>(
                    "max_tx_rate",
                    "Max Mbit/s",
                    false,
                    "maximum transmit rate, 0 = unlimited",
                    setting(settings -> Cells.of(settings.maxTxRate(), NOT_APPLICABLE))),
            new Column<>(
                    "node_guid",
                    "Node GUID",
                    false,
                    "InfiniBand: GUID as a node, set through the PF",
                    setting(settings -> guid(settings.nodeGuid()))),
            new Column<>(
                    "port_guid",
                    "Port GUID",
                    false,
                    "InfiniBand: GUID of its port, set through the PF",
                    setting(settings -> guid(settings.portGuid()))),
            new Column<>(
                    "representor",
                    "Representor",
                    false,
                    "its representor in switchdev mode, and its link state",
                    row -> row.representor().map(Cells::representor).orElse("")),
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
            new Column<>("iommu_group", "IOMMU Grp", false, "IOMMU group", row -> Cells.iommuGroup(row.function())),
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
                    ListColumns.HOLDERS,
                    "In Use By",
                    false,
                    "who uses it: VM, namespace, address, bridge",
                    row -> Cells.holders(row.function())),
            new Column<>(
                    "problems",
                    "Unreadable",
                    false,
                    "what could not be read",
                    row -> Cells.problems(row.function().problems())));

    private static String guid(Optional<Guid> guid) {
        return guid.filter(Guid::isZero).isPresent() ? NONE : Cells.of(guid, NOT_APPLICABLE);
    }

    private static String macAddress(VfRow row) {
        boolean unreadable = row.settingsAreUnknown()
                || row.networkInterface()
                        .filter(own -> own.address().isUnreadable())
                        .isPresent();
        return Cells.of(row.macAddress(), unreadable ? Cells.UNKNOWN : NONE);
    }

    private static Function<VfRow, String> setting(Function<VfSettings, String> cell) {
        return row ->
                row.settings().map(cell).orElseGet(() -> row.settingsAreUnknown() ? Cells.UNKNOWN : NOT_APPLICABLE);
    }

    /** In place of {@link ListColumns#HOLDERS} where there is little room, and a free VF has to stand out. */
    static final Column<VfRow> IN_USE =
            new Column<>(ListColumns.HOLDERS, "In Use By", true, "who uses it", row -> Cells.use(row.function()));

    /** In place of {@link ListColumns#DRIFT} where there is little room. */
    static final Column<VfRow> SAVED =
            new Column<>(ListColumns.DRIFT, "Saved", true, "whether it is as saved", row -> Cells.drift(row.drift()));

    private VfColumns() {}
}
