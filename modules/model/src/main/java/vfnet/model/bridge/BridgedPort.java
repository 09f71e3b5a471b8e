// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.bridge;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.Reading;

/**
 * What is bridged with a card's port.
 *
 * @param bridges the bridges of the kernel that are stacked over it, by name
 * @param standby the bond that does not use the port at present, and so drops what it receives there
 * @param switches the Open vSwitch switches that it is a port of, whose addresses the kernel does not list
 * @param addresses the addresses that these bridges know; absent where there are no bridges, unreadable where the list
 *     cannot be read
 */
public record BridgedPort(
        List<InterfaceName> bridges,
        Optional<InterfaceName> standby,
        List<InterfaceName> switches,
        Reading<Addresses> addresses) {

    /** Copies the lists. */
    public BridgedPort {
        bridges = List.copyOf(bridges);
        switches = List.copyOf(switches);
    }

    /**
     * The addresses that the bridges over a port know, and those that the port itself accepts.
     *
     * @param behind those behind the bridges, each with its place
     * @param onWire those that a bridge has learned from this port, and so from its wire
     * @param registered the unicast filter of the port, beside its own address ({@code bridge fdb show}, "self")
     * @param places by ifindex, every place behind the bridges, whether or not an address is known there
     */
    public record Addresses(
            SortedMap<MacAddress, BridgePort> behind,
            Set<MacAddress> onWire,
            SortedSet<MacAddress> registered,
            Map<Integer, BridgePort> places) {

        /** Copies the collections. */
        public Addresses {
            behind = Collections.unmodifiableSortedMap(new TreeMap<>(behind));
            onWire = Set.copyOf(onWire);
            registered = Collections.unmodifiableSortedSet(new TreeSet<>(registered));
            places = Map.copyOf(places);
        }
    }
}
