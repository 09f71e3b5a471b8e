// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.interop.HostPort;
import vfnet.interop.HostVf;
import vfnet.interop.UdevRecord;
import vfnet.model.Driver;
import vfnet.model.InterfaceName;
import vfnet.model.PciAddress;
import vfnet.model.PciId;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.IommuGroup;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.Sriov;
import vfnet.model.inventory.VirtualFunction;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.system.Sysroot;
import vfnet.system.SysrootFiles;
import vfnet.system.SystemFiles;

/** The ports of this host, as other tools know them. */
public final class HostPorts {
    /** udev writes some KB a device. */
    private static final int MAX_BYTES = 1 << 20;

    private HostPorts() {}

    /**
     * {@return each port with its identity, driver, VF names and udev record; functions without a port are left out}
     *
     * @param inventory the live state of the machine
     * @param sysroot where udev's records are read
     */
    public static List<HostPort> of(Inventory inventory, Sysroot sysroot) {
        return Rows.of(inventory).pfs().stream()
                .filter(row -> row.live().port().isPresent())
                .map(row -> port(row, sysroot))
                .toList();
    }

    private static HostPort port(PfRow row, Sysroot sysroot) {
        Optional<NetworkInterface> own = row.networkInterface();
        SavedPort identity = new SavedPort(
                row.live().port().flatMap(port -> port.permanentAddress().value()),
                Optional.of(row.function().address()),
                row.devPort(),
                own.map(NetworkInterface::name),
                row.pf().virtualFunctions().size(),
                new TreeMap<>());
        boolean sriov = row.pf().sriov().fold(Sriov::canMakeVfs, () -> false, why -> true);
        return new HostPort(
                identity,
                own.flatMap(itself -> itself.address().value()),
                row.function().driver().map(Driver::name).value(),
                sriov,
                own.flatMap(itself -> itself.index().value())
                        .map(index -> udev(sysroot, new SystemFiles(sysroot).udevRecord(index)))
                        .orElse(UdevRecord.NONE),
                vfNames(row),
                vfs(row, sysroot),
                row.function().id().value());
    }

    private static SortedMap<Integer, InterfaceName> vfNames(PfRow row) {
        SortedMap<Integer, InterfaceName> names = new TreeMap<>();
        for (VirtualFunction vf : row.pf().virtualFunctions()) {
            vf.interfaces().stream()
                    .map(NetworkInterface::name)
                    .findFirst()
                    .ifPresent(name -> names.put(vf.index(), name));
        }
        return names;
    }

    private static SortedMap<Integer, HostVf> vfs(PfRow row, Sysroot sysroot) {
        SortedMap<Integer, HostVf> vfs = new TreeMap<>();
        for (VirtualFunction vf : row.pf().virtualFunctions()) {
            PciFunction own = vf.function();
            vfs.put(
                    vf.index(),
                    new HostVf(
                            own.address(),
                            own.id().value(),
                            subsystem(own.address(), sysroot),
                            own.iommuGroup().map(IommuGroup::number).value()));
        }
        return vfs;
    }

    /** The kernel writes each number as {@code 0x8086} (drivers/pci/pci-sysfs.c). */
    private static Optional<PciId> subsystem(PciAddress vf, Sysroot sysroot) {
        Optional<String> vendor = attribute(sysroot.pciAttribute(vf, "subsystem_vendor"), sysroot);
        Optional<String> device = attribute(sysroot.pciAttribute(vf, "subsystem_device"), sysroot);
        return vendor.flatMap(one -> device.flatMap(other -> PciId.parse(one + ":" + other)));
    }

    private static Optional<String> attribute(Path file, Sysroot sysroot) {
        try {
            String text = new String(SysrootFiles.read(sysroot, file, MAX_BYTES), StandardCharsets.US_ASCII).strip();
            return Optional.of(text.startsWith("0x") ? text.substring(2) : text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Most machines have udev; without its records vfnet uses what it reads itself. */
    private static UdevRecord udev(Sysroot sysroot, Path record) {
        try {
            return UdevRecord.parse(new String(SysrootFiles.read(sysroot, record, MAX_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return UdevRecord.NONE;
        }
    }
}
