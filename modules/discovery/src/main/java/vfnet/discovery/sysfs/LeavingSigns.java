// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.nio.file.Path;
import java.util.Optional;
import vfnet.model.PciAddress;
import vfnet.model.PciId;
import vfnet.model.inventory.KnownVfs;

/**
 * The signs of a VF that is being removed: the kernel drops {@code physfn} and {@code driver} before it waits for the
 * VF's users (drivers/pci/iov.c, drivers/base/dd.c). It has an address and an ID that a PF gives its VFs, or an ID that
 * only VFs have.
 */
final class LeavingSigns {
    private final AttributeReader attributes;
    private final FunctionDirectories functions;

    LeavingSigns(AttributeReader attributes, FunctionDirectories functions) {
        this.attributes = attributes;
        this.functions = functions;
    }

    boolean isLeaving(PciAddress address, Path function) {
        return !attributes.exists(function.resolve("driver"))
                && !attributes.exists(function.resolve("physfn"))
                && !attributes.exists(function.resolve("sriov_totalvfs"))
                && (id(function).filter(KnownVfs::contains).isPresent()
                        || pf(address, function).isPresent());
    }

    /**
     * The PF whose range of VFs has its address and whose VFs have its ID; offset and stride stay readable during a
     * removal.
     */
    Optional<PciAddress> pf(PciAddress vf, Path function) {
        return functions.addresses().stream()
                .filter(pf -> functions
                        .directory(pf)
                        .filter(directory -> hasPlace(pf, directory, vf) && hasId(directory, function))
                        .isPresent())
                .findFirst();
    }

    private boolean hasPlace(PciAddress pf, Path directory, PciAddress vf) {
        Optional<Integer> total =
                attributes.number(directory.resolve("sriov_totalvfs")).value();
        int offset =
                attributes.number(directory.resolve("sriov_offset")).value().orElse(0);
        int stride =
                attributes.number(directory.resolve("sriov_stride")).value().orElse(0);
        long distance = vf.routingOrder() - pf.routingOrder();
        if (total.isEmpty() || vf.domain() != pf.domain() || offset < 1 || distance < offset) {
            return false;
        }
        long beyond = distance - offset;
        return stride < 1 ? beyond == 0 : beyond % stride == 0 && beyond / stride < Math.max(total.get(), 1);
    }

    /** A VF has its PF's vendor and the device ID that the PF has for VFs (iov.c, pci_iov_add_virtfn). */
    private boolean hasId(Path pf, Path vf) {
        Optional<PciId> own = id(vf);
        Optional<Integer> device =
                attributes.hexadecimal(pf.resolve("sriov_vf_device"), 0xffff).value();
        return device.isEmpty()
                ? own.filter(KnownVfs::contains).isPresent()
                : own.isPresent()
                        && own.get().device() == device.get()
                        && id(pf).filter(id -> id.vendor() == own.get().vendor())
                                .isPresent();
    }

    private Optional<PciId> id(Path function) {
        return attributes
                .hexadecimal(function.resolve("vendor"), 0xffff)
                .value()
                .flatMap(vendor -> attributes
                        .hexadecimal(function.resolve("device"), 0xffff)
                        .value()
                        .map(device -> new PciId(vendor, device)));
    }
}
