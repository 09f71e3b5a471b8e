// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.Map;
import vfnet.model.Driver;
import vfnet.model.InterfaceName;
import vfnet.model.Reading;

/**
 * Facts about a function that matter for VFs and that no listing shows.
 *
 * @param pciClass class code; 0x06.... is a bridge
 * @param driver the driver that is bound to it
 * @param driverOverride the one driver that may bind it; read only while it has no driver
 * @param ari whether the port above it forwards to all 256 functions of the bus, and not to 8 alone
 * @param vfSpace the address space of its VFs; absent where it is not a PF
 * @param lastBus the last bus number that the port above forwards, 0 to 255; absent where there is no port above
 * @param busMaster whether it may read and write memory; absent in snapshots that do not have its configuration space
 * @param flags its interfaces, and the flags of each (include/uapi/linux/if.h)
 */
public record FunctionFacts(
        Reading<Integer> pciClass,
        Reading<Driver> driver,
        Reading<String> driverOverride,
        Reading<Boolean> ari,
        Reading<VfSpace> vfSpace,
        Reading<Integer> lastBus,
        Reading<BusMaster> busMaster,
        Map<InterfaceName, Reading<Integer>> flags) {

    /** The facts of a function that could not be read. */
    static final FunctionFacts UNKNOWN = new FunctionFacts(
            Reading.absent(),
            Reading.absent(),
            Reading.absent(),
            Reading.absent(),
            Reading.absent(),
            Reading.absent(),
            Reading.absent(),
            Map.of());

    private static final int BRIDGE = 0x06;

    /** Copies the map. */
    public FunctionFacts {
        flags = Map.copyOf(flags);
    }

    /** {@return whether it is a bridge, with other functions behind it} */
    public boolean isBridge() {
        return pciClass.value().filter(code -> code >> 16 == BRIDGE).isPresent();
    }
}
