// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.kernel;

import vfnet.model.MacAddress;

/**
 * One line for {@code bridge -batch}: one address of the unicast filter of an interface, which is named by its number,
 * since udev may change the name.
 *
 * @param text as bridge reads it
 */
public record BridgeLine(String text) {

    /**
     * {@return the line that adds an address to the unicast filter of an interface} The kernel refuses an address that
     * is there already (EEXIST).
     *
     * @param index ifindex of the interface
     * @param address the address
     */
    public static BridgeLine register(int index, MacAddress address) {
        return new BridgeLine("fdb add " + address + " dev if" + index + " self permanent");
    }

    /**
     * {@return the line that removes an address from the unicast filter of an interface}
     *
     * @param index ifindex of the interface
     * @param address the address
     */
    public static BridgeLine deregister(int index, MacAddress address) {
        return new BridgeLine("fdb del " + address + " dev if" + index + " self permanent");
    }
}
