// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.model.Driver;
import vfnet.model.Reading;
import vfnet.model.VfMethod;
import vfnet.system.Sysroot;

/**
 * Which drivers can create VFs, and how. A driver without {@code sriov_configure} answers ENOENT to
 * {@code sriov_numvfs} however large {@code sriov_totalvfs} is (drivers/pci/iov.c, sriov_numvfs_store).
 */
public final class SriovDrivers {
    private static final String VFIO = "vfio-pci";
    /**
     * They drive SR-IOV cards and have no sriov_configure (Linux 6.1 and 6.12): placeholders for pass-through
     * (drivers/pci/pci-stub.c, drivers/xen/xen-pciback/pci_stub.c), user space's (drivers/uio/uio_pci_generic.c; DPDK's
     * igb_uio, whose own file max_vfs creates them), and cards whose VFs firmware or a fabric manager creates
     * (cisco/enic, cavium/thunder/nic_main.c). pci-pf-stub is not among them: it has pci_sriov_configure_simple.
     */
    private static final Set<String> CANNOT =
            Set.of("pci-stub", "pciback", "xen-pciback", "uio_pci_generic", "igb_uio", "enic", "thunder-nic", "nicpf");
    /** VIRTIO_F_SR_IOV, a bit in a device's features (include/uapi/linux/virtio_config.h). */
    private static final int SR_IOV_FEATURE = 37;

    private final Sysroot sysroot;
    private final AttributeReader attributes;

    public SriovDrivers(Sysroot sysroot, AttributeReader attributes) {
        this.sysroot = sysroot;
        this.attributes = attributes;
    }

    /** Empty when the PF has no driver, or one that creates no VFs. */
    public Optional<VfMethod> method(Reading<Driver> driver, Path function) {
        return driver.value().map(Driver::name).flatMap(name -> switch (name) {
            case "mlx4_core" -> Optional.of(VfMethod.MODULE_PARAMETER);
            case VFIO -> ifTrue(vfioMayMakeVfs());
            case "virtio-pci" -> ifTrue(virtioMayMakeVfs(function));
            default -> ifTrue(!CANNOT.contains(name) && !name.contains("vfio"));
        });
    }

    private static Optional<VfMethod> ifTrue(boolean able) {
        return able ? Optional.of(VfMethod.SYSFS) : Optional.empty();
    }

    /**
     * vfio-pci refuses with ENOENT unless its parameter says otherwise (drivers/vfio/pci/vfio_pci.c). Its variants for
     * single cards have no sriov_configure at all.
     */
    private boolean vfioMayMakeVfs() {
        return attributes
                .text(sysroot.moduleParameters("vfio_pci").resolve("enable_sriov"))
                .value()
                .filter("Y"::equals)
                .isPresent();
    }

    /**
     * virtio_pci_sriov_configure answers EINVAL where the device has not offered the feature
     * (drivers/virtio/virtio_pci_common.c); {@code features} has a digit for each.
     */
    private boolean virtioMayMakeVfs(Path function) {
        for (String name : attributes.names(function).value().orElse(List.of())) {
            if (name.startsWith(InterfaceIndex.VIRTIO)) {
                return attributes
                        .text(function.resolve(name).resolve("features"))
                        .value()
                        .filter(bits -> bits.length() > SR_IOV_FEATURE && bits.charAt(SR_IOV_FEATURE) == '0')
                        .isEmpty();
            }
        }
        return true;
    }
}
