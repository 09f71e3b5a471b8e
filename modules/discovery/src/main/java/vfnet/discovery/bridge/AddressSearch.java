// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.bridge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import vfnet.discovery.iproute.ForwardingEntry;
import vfnet.discovery.iproute.Link;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.bridge.BridgePort;
import vfnet.model.bridge.BridgedPort;

/** Sorts the entries of forwarding databases, as seen from one port of a card. */
final class AddressSearch {
    private final InterfaceName port;
    private final Predicate<InterfaceName> isOfHost;
    private final Set<InterfaceName> bridges = new HashSet<>();
    private final Set<InterfaceName> wires = new HashSet<>();
    private final Map<InterfaceName, BridgePort> places = new HashMap<>();

    /**
     * @param own the ifindexes of the port and of its VFs
     * @param bridges the bridges over it
     * @param isOfHost whether this host has IP addresses on a bridge
     */
    AddressSearch(
            InterfaceName port,
            Set<Integer> own,
            List<Link> bridges,
            BridgeStacks stacks,
            Predicate<InterfaceName> isOfHost) {
        this.port = port;
        this.isOfHost = isOfHost;
        for (Link bridge : bridges) {
            this.bridges.add(bridge.name());
            places.put(bridge.name(), new BridgePort(bridge.name(), bridge.name(), bridge.index()));
            for (Link member : stacks.members(bridge)) {
                switch (stacks.side(member, own)) {
                    case WIRE -> wires.add(member.name());
                    case BRIDGE -> {}
                    case BEHIND ->
                        places.put(member.name(), new BridgePort(bridge.name(), member.name(), member.index()));
                }
            }
        }
    }

    BridgedPort.Addresses search(List<ForwardingEntry> entries) {
        SortedMap<MacAddress, BridgePort> behind = new TreeMap<>();
        Set<MacAddress> onWire = new HashSet<>();
        SortedSet<MacAddress> registered = new TreeSet<>();
        for (ForwardingEntry entry : entries) {
            if (entry.isOwn() && entry.port().equals(port)) {
                registered.add(entry.address());
            } else if (isKnown(entry)) {
                Optional.ofNullable(places.get(entry.port())).ifPresent(place -> behind.put(entry.address(), place));
                if (wires.contains(entry.port())) {
                    onWire.add(entry.address());
                }
            }
        }
        Map<Integer, BridgePort> byIndex = new HashMap<>();
        places.values().forEach(place -> byIndex.put(place.index(), place));
        return new BridgedPort.Addresses(behind, onWire, registered, byIndex);
    }

    /** What a bridge has learned or was given, and its own addresses; not those of its ports, to which nobody sends. */
    private boolean isKnown(ForwardingEntry entry) {
        if (bridges.contains(entry.port())) {
            return entry.isOwn() || entry.isLocal() && isOfHost.test(entry.port());
        }
        return entry.master().filter(bridges::contains).isPresent() && !entry.isLocal() && !entry.isLocked();
    }
}
