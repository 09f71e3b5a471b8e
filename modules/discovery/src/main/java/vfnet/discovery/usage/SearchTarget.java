// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.discovery.sysfs.InterfaceIndex;
import vfnet.model.Driver;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.eswitch.Representor;
import vfnet.model.inventory.IommuGroup;

/**
 * A function whose users are searched for.
 *
 * @param address its PCI address
 * @param directory its directory in sysfs
 * @param driver the driver that is bound to it
 * @param group its IOMMU group
 * @param interfaces its interfaces in this namespace
 * @param below interfaces of devices below it: of virtio over its vDPA device
 * @param adminAddress its administrative MAC address
 * @param representors the interfaces that stand for it in the switch of its card
 */
public record SearchTarget(
        PciAddress address,
        Path directory,
        Reading<Driver> driver,
        Reading<IommuGroup> group,
        List<InterfaceIndex.Entry> interfaces,
        List<InterfaceIndex.Entry> below,
        Optional<MacAddress> adminAddress,
        List<Representor> representors) {

    /** vfio-pci and its variants for single cards: mlx5_vfio_pci, hisi_acc_vfio_pci. */
    boolean isOnVfio() {
        return driver.value().filter(bound -> bound.name().contains("vfio")).isPresent();
    }

    /** Every interface of the function. */
    List<InterfaceIndex.Entry> all() {
        List<InterfaceIndex.Entry> all = new ArrayList<>(interfaces);
        all.addAll(below);
        return all;
    }
}
