// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.tree;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.inventory.LinkTopology;

/**
 * A link on top of an interface, and what is on top of that.
 *
 * @param name its name
 * @param kind its kind
 * @param addresses its IP addresses, as {@code 192.0.2.1/24}
 * @param otherMembers the links below it, without the one that leads here
 * @param above the links on top of it
 */
public record Stack(
        InterfaceName name,
        LinkKind kind,
        List<String> addresses,
        List<InterfaceName> otherMembers,
        List<Stack> above) {

    /** Copies the lists. */
    public Stack {
        addresses = List.copyOf(addresses);
        otherMembers = List.copyOf(otherMembers);
        above = List.copyOf(above);
    }

    /**
     * {@return what is on top of an interface}
     *
     * @param lower the interface
     * @param topology the links of the machine
     */
    static List<Stack> on(InterfaceName lower, LinkTopology topology) {
        return on(lower, topology, new HashSet<>());
    }

    /**
     * What is on top of a link is told once, however many ways lead to it. The kernel allows no loop; a link table that
     * was read while links changed, or a snapshot, may have one.
     */
    private static List<Stack> on(InterfaceName lower, LinkTopology topology, Set<InterfaceName> passed) {
        if (!passed.add(lower)) {
            return List.of();
        }
        return topology.on(lower).stream()
                .map(upper -> new Stack(
                        upper.name(),
                        upper.kind(),
                        topology.addressesOf(upper.name()),
                        upper.members().stream()
                                .filter(member -> !member.equals(lower))
                                .toList(),
                        on(upper.name(), topology, passed)))
                .toList();
    }
}
