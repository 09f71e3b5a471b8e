// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.Map;
import vfnet.model.Driver;
import vfnet.model.InterfaceName;
import vfnet.model.Reading;

/**
 * What decides about VFs and no listing shows.
 *
 * @param pciClass class code; 0x06.... is a bridge
 * @param driver what it is bound to
 * @param driverOverride the one driver that may bind it; looked at only while nothing drives it
 * @param ari whether the port above it forwards to all 256 functions of the bus, and not to 8 alone
 * @param vfSpace the addresses that its VFs have; absent where it is no PF
 * @param lastBus the last bus number that the port above forwards, 0 to 255; absent where none is above
 * @param flags its interfaces, and the flags of each (include/uapi/linux/if.h)
 */
public record FunctionFacts(
        Reading<Integer> pciClass,
        Reading<Driver> driver,
        Reading<String> driverOverride,
        Reading<Boolean> ari,
        Reading<VfSpace> vfSpace,
        Reading<Integer> lastBus,
        Map<InterfaceName, Reading<Integer>> flags) {

    /** Of a function that nobody could look at. */
    static final FunctionFacts UNKNOWN = new FunctionFacts(
            Reading.absent(),
            Reading.absent(),
            Reading.absent(),
            Reading.absent(),
            Reading.absent(),
            Reading.absent(),
            Map.of());

    private static final int BRIDGE = 0x06;

    /** Keeps copies of what it is given. */
    public FunctionFacts {
        flags = Map.copyOf(flags);
    }

    /** {@return whether it is a bridge, behind which others lie} */
    public boolean isBridge() {
        return pciClass.value().filter(code -> code >> 16 == BRIDGE).isPresent();
    }
}
