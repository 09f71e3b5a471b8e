// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;
import vfnet.model.MacAddress;

/**
 * The ports that a setting applies to. Every kind of criterion that is not empty must match; without any, it applies to
 * all ports, or does not say to which.
 *
 * @param names globs for the interface's name
 * @param addresses current or permanent MAC addresses
 * @param drivers globs for the driver's name
 * @param functions globs for the PCI address
 */
public record PortPattern(
        List<String> names, List<MacAddress> addresses, List<String> drivers, List<String> functions) {
    /** Matches all ports. */
    public static final PortPattern ANY = new PortPattern(List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public PortPattern {
        names = List.copyOf(names);
        addresses = List.copyOf(addresses);
        drivers = List.copyOf(drivers);
        functions = List.copyOf(functions);
    }

    /**
     * {@return a pattern for interface names}
     *
     * @param globs patterns as the tool writes them
     */
    public static PortPattern named(List<String> globs) {
        return new PortPattern(globs, List.of(), List.of(), List.of());
    }

    /**
     * {@return a pattern for a driver}
     *
     * @param driver a driver's name
     */
    public static PortPattern drivenBy(String driver) {
        return new PortPattern(List.of(), List.of(), List.of(driver), List.of());
    }

    /**
     * {@return a pattern for a PCI address}
     *
     * @param function the PCI function
     */
    public static PortPattern at(String function) {
        return new PortPattern(List.of(), List.of(), List.of(), List.of(function));
    }
}
