// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.match;

import java.util.Optional;
import vfnet.model.PciAddress;
import vfnet.model.host.PortPattern;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Sriov;

/**
 * The routing IDs of present or future VFs of a PF (drivers/pci/iov.c, pci_iov_virtfn_bus and pci_iov_virtfn_devfn).
 */
public final class VfRoutingIds {
    private VfRoutingIds() {}

    /** Whether the pattern names the address of a present or possible VF. */
    public static boolean anyFits(PortPattern pattern, PhysicalFunction pf) {
        for (int vf = 0; vf < pf.sriov().value().map(Sriov::totalVfs).orElse(0); vf++) {
            Optional<PciAddress> place = of(pf, vf);
            if (place.isPresent() && PortMatch.fitsFunction(pattern, place.get().toString())) {
                return true;
            }
        }
        return pf.virtualFunctions().stream()
                .anyMatch(vf ->
                        PortMatch.fitsFunction(pattern, vf.function().address().toString()));
    }

    /** Empty where offset or stride are not known, or the bus numbers end. */
    private static Optional<PciAddress> of(PhysicalFunction pf, int vf) {
        PciAddress own = pf.function().address();
        return routingId(pf, vf).flatMap(id -> own.after(id - routingId(own)));
    }

    private static long routingId(PciAddress function) {
        return (long) function.bus() << 8 | function.device() << 3 | function.function();
    }

    /** Bus, device and function in one number, the bus from bit 8 on; it may be beyond the last bus. */
    public static Optional<Long> routingId(PhysicalFunction pf, int vf) {
        Optional<Sriov> sriov = pf.sriov().value();
        Optional<Integer> offset = sriov.flatMap(known -> known.offset().value());
        Optional<Integer> stride = sriov.flatMap(known -> known.stride().value());
        PciAddress own = pf.function().address();
        return offset.flatMap(start -> stride.map(step -> routingId(own) + start + (long) step * vf));
    }
}
