// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Drivers of PCI functions that the kernel has, and in which order it got them: of two that match a function the one
 * that registered first is asked first (drivers/base/dd.c, __device_attach; drivers/base/bus.c, bus_add_driver).
 *
 * @param present those that are registered
 * @param modules the modules that are loaded, the last first, as /proc/modules has them (kernel/module/main.c adds at
 *     the head); empty where nobody can read it
 */
public record LoadedDrivers(Set<String> present, List<String> modules) {

    /** Keeps copies of what it is given. */
    public LoadedDrivers {
        present = Set.copyOf(present);
        modules = List.copyOf(modules);
    }

    /**
     * {@return whether the kernel has a driver}
     *
     * @param driver its name
     */
    public boolean has(String driver) {
        return present.contains(driver);
    }

    /**
     * {@return whether one driver registered before another; empty where nobody knows} One that is built in did so
     * before every module.
     *
     * @param one a driver that is registered
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
