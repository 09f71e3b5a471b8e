package vfnet.discovery;

import java.util.Optional;
import java.util.Set;
import vfnet.model.Driver;
import vfnet.model.Reading;
import vfnet.model.Sysroot;
import vfnet.model.VfMethod;

/**
 * Which drivers can make VFs, and how. A driver without {@code sriov_configure} answers ENOENT to
 * {@code sriov_numvfs} however large {@code sriov_totalvfs} is (drivers/pci/iov.c, sriov_numvfs_store).
 */
final class SriovDrivers {
    /**
     * They drive SR-IOV cards and have no sriov_configure (Linux 6.1): placeholders for pass-through, and cards whose
     * VFs firmware or a fabric manager makes.
     */
    private static final Set<String> CANNOT = Set.of("pci-stub", "pciback", "uio_pci_generic", "enic", "thunder-nic");

    private final Sysroot sysroot;
    private final AttributeReader attributes;

    SriovDrivers(Sysroot sysroot, AttributeReader attributes) {
        this.sysroot = sysroot;
        this.attributes = attributes;
    }

    /** Empty when the PF has no driver, or one that makes no VFs. */
    Optional<VfMethod> method(Reading<Driver> driver) {
        return driver.value().flatMap(bound -> switch (bound.name()) {
            case "mlx4_core" -> Optional.of(VfMethod.MODULE_PARAMETER);
            case "vfio-pci" -> vfioMayMakeVfs() ? Optional.of(VfMethod.SYSFS) : Optional.empty();
            default -> CANNOT.contains(bound.name()) ? Optional.empty() : Optional.of(VfMethod.SYSFS);
        });
    }

    /** vfio-pci refuses with ENOENT unless its parameter says otherwise (drivers/vfio/pci/vfio_pci.c). */
    private boolean vfioMayMakeVfs() {
        return attributes.text(sysroot.moduleParameters("vfio_pci").resolve("enable_sriov"))
                .value().filter("Y"::equals).isPresent();
    }
}
