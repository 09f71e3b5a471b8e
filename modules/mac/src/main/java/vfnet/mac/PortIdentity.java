// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.Port;

/** The identity of a port: its permanent address and its number on the card. */
final class PortIdentity {
    private static final String CONSEQUENCE = ", so no addresses can be generated for its VFs; ";

    private PortIdentity() {}

    /** The generator of the port's addresses; unreadable where the identity is not fully known. */
    static Reading<AddressGenerator> of(Port port) {
        if (port.permanentAddress() instanceof Reading.Value<MacAddress>(MacAddress permanent)) {
            return port.networkInterface().devPort() instanceof Reading.Value<Integer>(Integer number) && number >= 0
                    ? Reading.of(new AddressGenerator(permanent, number))
                    : unknown(
                            port,
                            "its port number (dev_port) is unknown"
                                    + since(port.networkInterface().devPort(), "sysfs has none") + CONSEQUENCE
                                    + "Linux 3.15 or newer has it");
        }
        if (port.networkInterface().address() instanceof Reading.Absent<MacAddress>) {
            return unknown(port, "it has no Ethernet address" + CONSEQUENCE + "only Ethernet cards have such");
        }
        return unknown(
                port,
                "its permanent MAC address is unknown"
                        + since(
                                port.permanentAddress(),
                                "software has set its address and ip does not print the permanent one")
                        + CONSEQUENCE
                        + "Linux and iproute2 5.6 or newer print it, or give the card its own address back");
    }

    private static String since(Reading<?> reading, String absent) {
        return ", since " + reading.problem().map(Problem::toString).orElse(absent);
    }

    private static Reading<AddressGenerator> unknown(Port port, String why) {
        return Reading.unreadable(new Problem(port.networkInterface().name().text(), why));
    }
}
