// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.bridge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vfnet.discovery.iproute.Link;
import vfnet.discovery.iproute.LinkTable;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;

/**
 * How bridges are stacked over ports, by the kernel's own links: the master of a link, the link that a VLAN or macvlan
 * is on, and the other end of a veth pair. What carries frames within others, as VXLAN does, is none of these.
 */
final class BridgeStacks {
    private final LinkTable table;
    private final Map<InterfaceName, List<Link>> members = new HashMap<>();

    /** What a port of a bridge leads to, as seen from the port of a card. */
    enum Side {
        /** The wire of that port, or the switch inside its card. */
        WIRE,
        /** Another bridge, which knows better what is where. */
        BRIDGE,
        /** A guest, a tunnel, this host, or the wire of another card. */
        BEHIND
    }

    BridgeStacks(LinkTable table) {
        this.table = table;
        for (Link link : table.all()) {
            link.master()
                    .ifPresent(master -> members.computeIfAbsent(master, _ -> new ArrayList<>())
                            .add(link));
        }
    }

    /** The ports of a bridge, or the members of a bond. */
    List<Link> members(Link master) {
        return members.getOrDefault(master.name(), List.of());
    }

    /** The bridges and switches that frames of this link reach without leaving the machine. */
    List<Link> over(Link port) {
        List<Link> found = new ArrayList<>();
        Set<InterfaceName> passed = new HashSet<>();
        Deque<Link> next = new ArrayDeque<>(List.of(port));
        while (!next.isEmpty()) {
            Link link = next.remove();
            if (!passed.add(link.name())) {
                continue;
            }
            if (is(link, LinkKind.BRIDGE) || is(link, LinkKind.OPEN_VSWITCH)) {
                found.add(link);
            }
            above(link).forEach(next::add);
            if (is(link, LinkKind.BRIDGE)) {
                members(link).stream().flatMap(this::below).flatMap(this::peer).forEach(next::add);
            }
        }
        found.sort((one, other) -> one.name().compareTo(other.name()));
        return found;
    }

    /** @param own the ifindexes of the card's port and of its VFs */
    Side side(Link bridgePort, Set<Integer> own) {
        List<Link> below = below(bridgePort).toList();
        if (below.stream().anyMatch(link -> is(link, LinkKind.BRIDGE))) {
            return Side.BRIDGE;
        }
        if (below.stream().map(Link::index).anyMatch(own::contains)) {
            return Side.WIRE;
        }
        return below.stream().flatMap(this::peer).anyMatch(this::isUnderBridge) ? Side.BRIDGE : Side.BEHIND;
    }

    private boolean isUnderBridge(Link link) {
        Set<InterfaceName> passed = new HashSet<>();
        Deque<Link> next = new ArrayDeque<>(List.of(link));
        while (!next.isEmpty()) {
            Link one = next.remove();
            if (is(one, LinkKind.BRIDGE)) {
                return true;
            }
            if (passed.add(one.name())) {
                above(one).forEach(next::add);
            }
        }
        return false;
    }

    /** The link itself, and those that it sends its frames through. */
    private Stream<Link> below(Link top) {
        List<Link> found = new ArrayList<>();
        Set<InterfaceName> passed = new HashSet<>();
        Deque<Link> next = new ArrayDeque<>(List.of(top));
        while (!next.isEmpty()) {
            Link link = next.remove();
            if (!passed.add(link.name())) {
                continue;
            }
            found.add(link);
            if (carriesFrames(link)) {
                link.on().flatMap(table::named).ifPresent(next::add);
            } else if (is(link, LinkKind.BOND) || is(link, LinkKind.TEAM)) {
                next.addAll(members(link));
            }
        }
        return found.stream();
    }

    private Stream<Link> above(Link link) {
        Stream<Link> masters = link.master().flatMap(table::named).stream()
                .filter(master -> is(master, LinkKind.BRIDGE)
                        || is(master, LinkKind.BOND)
                        || is(master, LinkKind.TEAM)
                        || is(master, LinkKind.OPEN_VSWITCH));
        return Stream.concat(masters, table.onTopOf(link.name()).stream().filter(BridgeStacks::carriesFrames));
    }

    private Stream<Link> peer(Link link) {
        return link.peer().flatMap(table::named).stream();
    }

    private static boolean carriesFrames(Link link) {
        return is(link, LinkKind.VLAN) || is(link, LinkKind.MACVLAN);
    }

    private static boolean is(Link link, LinkKind kind) {
        return link.kind().equals(Optional.of(kind));
    }

    static boolean isBridge(Link link) {
        return is(link, LinkKind.BRIDGE);
    }
}
