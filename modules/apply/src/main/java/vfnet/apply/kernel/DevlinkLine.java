// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.kernel;

import java.util.List;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.eswitch.DevlinkPort;
import vfnet.model.eswitch.EswitchMode;

/**
 * A change by {@code devlink}: of the switch of a card, or of one port of it. It is composed of parsed values only.
 *
 * @param words the arguments of the program
 */
public record DevlinkLine(List<String> words) {

    /** Copies the list. */
    public DevlinkLine {
        words = List.copyOf(words);
    }

    /**
     * {@return the line that sets the mode of a card's switch (devlink-dev(8))}
     *
     * @param pf the PF whose switch it is
     * @param mode the new mode
     */
    public static DevlinkLine mode(PciAddress pf, EswitchMode mode) {
        return new DevlinkLine(List.of("dev", "eswitch", "set", "pci/" + pf, "mode", mode.toString()));
    }

    /**
     * {@return the line that sets the MAC address of the function that a port leads to (devlink-port(8))}
     *
     * @param port the port
     * @param address the new address
     */
    public static DevlinkLine address(DevlinkPort port, MacAddress address) {
        return new DevlinkLine(List.of("port", "function", "set", port.handle(), "hw_addr", address.toString()));
    }

    /**
     * {@return the line that sets the guaranteed rate of a port (devlink-rate(8))}
     *
     * @param port the port
     * @param mbit the rate in Mbit/s; 0 = none
     */
    public static DevlinkLine share(DevlinkPort port, int mbit) {
        return rate(port, "tx_share", mbit);
    }

    /**
     * {@return the line that sets the maximum rate of a port (devlink-rate(8))}
     *
     * @param port the port
     * @param mbit the rate in Mbit/s; 0 = unlimited
     */
    public static DevlinkLine max(DevlinkPort port, int mbit) {
        return rate(port, "tx_max", mbit);
    }

    private static DevlinkLine rate(DevlinkPort port, String word, int mbit) {
        return new DevlinkLine(List.of("port", "function", "rate", "set", port.handle(), word, mbit + "mbit"));
    }

    /** {@return the command, as a user would type it} */
    public String text() {
        return "devlink " + String.join(" ", words);
    }
}
