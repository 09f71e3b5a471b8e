// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.match;

import java.util.List;
import java.util.Optional;
import vfnet.model.Driver;
import vfnet.model.MacAddress;
import vfnet.model.host.PortPattern;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;

/** Whether a setting of another tool applies to a port. */
public final class PortMatch {
    private PortMatch() {}

    /** @param port empty where the function has none */
    public static boolean fits(PortPattern pattern, PhysicalFunction pf, Optional<Port> port) {
        return (pattern.names().isEmpty()
                        || port.filter(known -> Globs.anyFits(
                                        pattern.names(),
                                        known.networkInterface().name().text()))
                                .isPresent())
                && (pattern.addresses().isEmpty()
                        || port.filter(known -> hasOneOf(pattern.addresses(), known))
                                .isPresent())
                && (pattern.drivers().isEmpty()
                        || pf.function()
                                .driver()
                                .value()
                                .map(Driver::name)
                                .filter(driver -> Globs.anyFits(pattern.drivers(), driver))
                                .isPresent())
                && (pattern.functions().isEmpty()
                        || fitsFunction(pattern, pf.function().address().toString()));
    }

    /**
     * The same for a tool that accepts an alternative name as a name, such as networkd (systemd.network(5), "Name=").
     */
    public static boolean fitsByAnyName(PortPattern pattern, PhysicalFunction pf, Optional<Port> port) {
        return fits(pattern, pf, port)
                || port.filter(known -> known.networkInterface().alternativeNames().stream()
                                        .anyMatch(name -> Globs.anyFits(pattern.names(), name)))
                                .isPresent()
                        && fits(
                                new PortPattern(List.of(), pattern.addresses(), pattern.drivers(), pattern.functions()),
                                pf,
                                port);
    }

    private static boolean hasOneOf(List<MacAddress> addresses, Port port) {
        return port.permanentAddress().value().filter(addresses::contains).isPresent()
                || port.networkInterface()
                        .address()
                        .value()
                        .filter(addresses::contains)
                        .isPresent();
    }

    /** Whether it is about a function at this address, written with its domain or, in domain 0, without. */
    public static boolean fitsFunction(PortPattern pattern, String address) {
        return !pattern.functions().isEmpty()
                && (Globs.anyFits(pattern.functions(), address)
                        || address.startsWith("0000:")
                                && Globs.anyFits(pattern.functions(), address.substring("0000:".length())));
    }
}
