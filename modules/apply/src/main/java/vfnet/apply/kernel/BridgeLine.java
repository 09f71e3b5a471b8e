// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.kernel;

import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;

/**
 * One line for {@code bridge -batch}: one address of the unicast filter of an interface.
 *
 * @param text as bridge reads it
 * @param name the interface's name when the machine was read; empty where it is unknown
 */
public record BridgeLine(String text, Optional<InterfaceName> name) implements InterfaceLine {

    /**
     * A line about an interface whose name is unknown.
     *
     * @param text as bridge reads it
     */
    public BridgeLine(String text) {
        this(text, Optional.empty());
    }

    /**
     * {@return the same line about an interface of this name}
     *
     * @param known its name when the machine was read
     */
    public BridgeLine of(InterfaceName known) {
        return new BridgeLine(text, Optional.of(known));
    }

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
