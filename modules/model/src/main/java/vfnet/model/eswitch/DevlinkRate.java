// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.eswitch;

import java.util.Optional;
import vfnet.model.PciAddress;

/**
 * A transmit rate of a card's switch, as {@code devlink port function rate show} prints it: of one port (a leaf), or of
 * a group of them (a node).
 *
 * @param device the PCI function whose switch it belongs to
 * @param name the number of the port where it is a leaf, else the name of the group
 * @param isNode whether it is a group
 * @param share the guaranteed rate in bytes per second; 0 = none
 * @param max the maximum rate in bytes per second; 0 = unlimited
 * @param parent the group that it belongs to
 */
public record DevlinkRate(
        PciAddress device, String name, boolean isNode, long share, long max, Optional<String> parent) {

    /** Bytes per second in one Mbit/s. */
    private static final long MBIT = 125_000;

    /** {@return its name in devlink's commands: {@code pci/0000:03:00.0/1}} */
    public String handle() {
        return "pci/" + device + "/" + name;
    }

    /** {@return the guaranteed rate in Mbit/s, rounded up; 0 = none} */
    public int minMbit() {
        return mbit(share);
    }

    /** {@return the maximum rate in Mbit/s, rounded up; 0 = unlimited} */
    public int maxMbit() {
        return mbit(max);
    }

    private static int mbit(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, bytes / MBIT + (bytes % MBIT == 0 ? 0 : 1));
    }
}
