// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.passthrough;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import vfnet.apply.plan.Guids;
import vfnet.cli.text.Cells;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.model.Driver;
import vfnet.model.Guid;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfSettings;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.IommuGroup;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PciFunction;
import vfnet.operations.view.VfRow;

/**
 * The snippet that passes a VF to a virtual machine, and what prevents that.
 *
 * @param rows the VF, once for each port that it is on
 * @param tool the tool that runs the virtual machine
 */
public record PassthroughSnippet(List<VfRow> rows, Tool tool) {

    /** The tools that run virtual machines. */
    public enum Tool {
        PROXMOX,
        LIBVIRT,
        QEMU,
        INCUS;

        public static Optional<Tool> named(String name) {
            return Arrays.stream(values())
                    .filter(tool -> tool.word().equals(name))
                    .findFirst();
        }

        public static String names() {
            return Arrays.stream(values()).map(Tool::word).collect(Collectors.joining(", "));
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private VfRow row() {
        return rows.getFirst();
    }

    private PciFunction function() {
        return row().function();
    }

    public String text() {
        return TerminalSanitizer.lines(
                switch (tool) {
                    case PROXMOX -> proxmox();
                    case LIBVIRT -> new LibvirtXml(rows).text();
                    case QEMU -> "-device vfio-pci,host=" + function().address() + "\n";
                    case INCUS -> incus();
                });
    }

    /** qm(1), option {@code --hostpci[n]}; Proxmox binds vfio-pci when the VM starts. */
    private String proxmox() {
        return "qm set VMID --hostpci0 " + function().address() + "\n"
                + "# or this line in /etc/pve/qemu-server/VMID.conf:\n"
                + "hostpci0: " + function().address() + "\n"
                + "# append ,pcie=1 to either where the VM's machine type is q35\n";
    }

    /**
     * Incus, doc/reference/devices_nic.md and devices_pci.md; it binds vfio-pci for a VM. With nictype=sriov and
     * without security.mac_filtering it sets the VF's address to zero through the PF and turns the spoof check off
     * (networkSRIOVSetupVF, internal/server/device/device_utils_network.go).
     */
    private String incus() {
        StringBuilder text = new StringBuilder();
        if (row().isInfiniband()) {
            return incusOnInfiniband();
        }
        rows.stream()
                .flatMap(row -> row.networkInterface().map(NetworkInterface::name).stream())
                .forEach(own -> text.append("# a container, or a VM:\nincus config device add INSTANCE eth1 nic "
                                + "nictype=physical parent=")
                        .append(quoted(own.text()))
                        .append('\n'));
        text.append("# a VM, as any PCI device:\nincus config device add INSTANCE eth1 pci address=")
                .append(function().address())
                .append('\n');
        row().port()
                .map(port -> port.networkInterface().name())
                .ifPresent(pf -> text.append("# not this VF, but the first one of the port that Incus finds free:\n")
                        .append("incus config device add INSTANCE eth1 nic nictype=sriov parent=")
                        .append(quoted(pf.text()))
                        .append(" security.mac_filtering=true\n")
                        .append("# Incus generates its MAC address; append hwaddr=MAC to choose it. Without "
                                + "security.mac_filtering=true\n")
                        .append("# Incus sets the VF's MAC address to zero and turns its spoof check off\n"));
        return text.toString();
    }

    /** Incus, doc/reference/devices_infiniband.md: nictype sriov and physical. */
    private String incusOnInfiniband() {
        StringBuilder text = new StringBuilder();
        row().networkInterface()
                .map(NetworkInterface::name)
                .ifPresent(own -> text.append(
                                "# a container:\nincus config device add INSTANCE ib0 infiniband nictype=physical "
                                        + "parent=")
                        .append(quoted(own.text()))
                        .append('\n'));
        text.append("# a VM, as any PCI device:\nincus config device add INSTANCE ib0 pci address=")
                .append(function().address())
                .append('\n');
        row().port()
                .map(port -> port.networkInterface().name())
                .ifPresent(pf -> text.append("# not this VF, but the first one of the port that Incus finds free:\n")
                        .append("incus config device add INSTANCE ib0 infiniband nictype=sriov parent=")
                        .append(quoted(pf.text()))
                        .append('\n'));
        return text.toString();
    }

    /** An interface may have almost any name, which must not act as a command in a line for a shell. */
    private static String quoted(String name) {
        boolean plain = name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "_-.@".indexOf(c) >= 0));
        return plain ? name : "'" + name.replace("'", "'\\''") + "'";
    }

    /** What will fail, or disrupt a user. */
    public List<Problem> warnings() {
        List<String> found = new ArrayList<>();
        group(found);
        users(found);
        driver(found);
        address(found);
        if (tool == Tool.LIBVIRT) {
            found.addAll(new LibvirtXml(rows).warnings());
        }
        return found.stream().map(what -> new Problem(row().title(), what)).toList();
    }

    /** Bridges and root ports may stay with the host (vfio_dev_viable, drivers/vfio/group.c). */
    private void group(List<String> found) {
        if (function().iommuGroup() instanceof Reading.Absent<IommuGroup>) {
            found.add("has no IOMMU group, and without one no VM can have it: the IOMMU is off in the BIOS or on the "
                    + "kernel's "
                    + "command line");
        }
        String others = Cells.sharedWith(function());
        if (!others.isEmpty()) {
            found.add("shares IOMMU group " + Cells.iommuGroup(function()) + " with " + others
                    + ": before a VM can have it, each "
                    + "of them that is not a bridge must be on vfio-pci or without a driver, and no other "
                    + "VM can have one");
        }
    }

    private void users(List<String> found) {
        for (Holder holder : function().holders().value().orElse(List.of())) {
            found.add("is in use: " + Cells.holder(holder));
        }
        function().holders().problem().ifPresent(why -> found.add("may be in use: " + why));
    }

    private void driver(List<String> found) {
        Reading<String> driver = function().driver().map(Driver::name);
        if (tool == Tool.QEMU && !driver.value().orElse("").contains("vfio")) {
            found.add(driver.fold(
                            name -> "is bound to " + name,
                            () -> "is bound to no driver",
                            why -> "has a driver that could not be read")
                    + ", and QEMU does not bind vfio-pci itself: vfnet vf " + place(row()) + " --driver vfio-pci");
        }
    }

    /** Without one the VF's driver generates a random one, so that the VM gets another at every boot. */
    private void address(List<String> found) {
        for (VfRow row : rows) {
            if (row.isInfiniband()) {
                guids(found, row);
                continue;
            }
            Optional<MacAddress> address = row.settings().flatMap(VfSettings::address);
            if (row.settingsAreUnknown()) {
                found.add("may have no MAC address set through its port: its settings could not be read");
            } else if (row.port().isPresent() && address.isEmpty() && !row.addressIsTheCards()) {
                found.add("has no MAC address set through its port, so that "
                        + (tool == Tool.LIBVIRT && rows.size() == 1
                                ? "libvirt generates a random one"
                                : "its driver uses a random one at every boot")
                        + ": vfnet vf " + place(row) + " --mac auto");
            }
        }
    }

    /** mlx5_ib_get_vf_guid reports zero until one is set (drivers/infiniband/hw/mlx5/ib_virt.c). */
    private static void guids(List<String> found, VfRow row) {
        String way = Guids.howToSet(row.livePort().orElseThrow(), row.vf().index());
        if (row.settings().flatMap(VfSettings::portGuid).isEmpty()) {
            found.add("may have no GUIDs set through its port: nothing reports them; " + way);
        } else if (row.settings()
                .filter(set -> set.nodeGuid().filter(Guid::isOfOne).isPresent()
                        && set.portGuid().filter(Guid::isOfOne).isPresent())
                .isEmpty()) {
            found.add("has no GUIDs set through its port, so that a VM gets what the card's firmware chooses; " + way);
        }
        row.settings()
                .flatMap(VfSettings::linkState)
                .filter("disable"::equals)
                .ifPresent(_ -> found.add("has its link state set to disable, so its port stays down in a VM: vfnet vf "
                        + place(row) + " --link-state auto"));
    }

    private static String place(VfRow row) {
        return row.port()
                        .map(port -> quoted(port.networkInterface().name().text()))
                        .orElseGet(() -> row.parent().function().address().toString())
                + " " + row.vf().index();
    }
}
