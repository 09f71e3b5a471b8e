// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.List;
import java.util.Map;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.Problem;

/**
 * How the links of this network namespace are stacked.
 *
 * @param uppers the links on top of each interface, by its name
 * @param addresses the IP addresses of each interface, by its name, as {@code 192.0.2.1/24}; without those of IPv6 that
 *     the kernel gives to every interface
 * @param problems why some of it is unknown
 */
public record LinkTopology(
        Map<InterfaceName, List<Upper>> uppers, Map<InterfaceName, List<String>> addresses, List<Problem> problems) {

    /**
     * A link on top of others.
     *
     * @param name its name
     * @param kind its kind
     * @param members all links below it
     */
    public record Upper(InterfaceName name, LinkKind kind, List<InterfaceName> members) {}

    /** Copies the lists. */
    public LinkTopology {
        uppers = Map.copyOf(uppers);
        addresses = Map.copyOf(addresses);
        problems = List.copyOf(problems);
    }

    /**
     * {@return the links on top of an interface}
     *
     * @param lower the interface
     */
    public List<Upper> on(InterfaceName lower) {
        return uppers.getOrDefault(lower, List.of());
    }

    /**
     * {@return the IP addresses of an interface}
     *
     * @param name the interface
     */
    public List<String> addressesOf(InterfaceName name) {
        return addresses.getOrDefault(name, List.of());
    }
}
