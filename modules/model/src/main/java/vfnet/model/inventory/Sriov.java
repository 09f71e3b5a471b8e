// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.Optional;
import vfnet.model.Reading;
import vfnet.model.VfMethod;

/**
 * A function's SR-IOV capability, as the kernel presents it.
 *
 * @param totalVfs the maximum number of VFs; 0 when firmware or driver allows none
 * @param offset routing-ID distance from the PF to VF 0; may change with the number of VFs
 * @param stride routing-ID distance between neighbouring VFs
 * @param driversAutoprobe whether the kernel binds a driver to each new VF
 * @param method how VFs are created; empty when the bound driver (or none) cannot create any
 * @param vfDriver the driver that the kernel binds to its VFs, where that driver is loaded
 */
public record Sriov(
        int totalVfs,
        Reading<Integer> offset,
        Reading<Integer> stride,
        Reading<Boolean> driversAutoprobe,
        Optional<VfMethod> method,
        Optional<String> vfDriver) {

    /** {@return whether VFs can be created here, by any method} */
    public boolean canMakeVfs() {
        return totalVfs > 0 && method.isPresent();
    }
}
