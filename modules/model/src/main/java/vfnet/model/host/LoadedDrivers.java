// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The drivers of PCI functions that are registered, and their order: of two that match a function the one that
 * registered first is tried first (drivers/base/dd.c, __device_attach; drivers/base/bus.c, bus_add_driver).
 *
 * @param present the registered drivers
 * @param modules the loaded modules, the last first, as in /proc/modules (kernel/module/main.c adds at the head); empty
 *     where it cannot be read
 */
public record LoadedDrivers(Set<String> present, List<String> modules) {

    /** Copies the collections. */
    public LoadedDrivers {
        present = Set.copyOf(present);
        modules = List.copyOf(modules);
    }

    /**
     * {@return whether a driver is registered}
     *
     * @param driver its name
     */
    public boolean has(String driver) {
        return present.contains(driver);
    }

    /**
     * {@return whether one driver registered before another; empty where that is unknown} A built-in driver registers
     * before every module.
     *
     * @param one a registered driver
     * @param other another
     */
    public Optional<Boolean> isBefore(String one, String other) {
        int own = modules.indexOf(VfDrivers.module(one));
        int others = modules.indexOf(VfDrivers.module(other));
        if (modules.isEmpty() || own == others) {
            return Optional.empty();
        }
        return Optional.of(own < 0 || others >= 0 && own > others);
    }
}
