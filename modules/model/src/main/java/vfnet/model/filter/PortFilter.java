// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.filter;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.model.MacAddress;
import vfnet.model.VfSettings;
import vfnet.model.bridge.BridgePort;
import vfnet.model.bridge.BridgedPort;
import vfnet.model.inventory.PfPort;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.VirtualFunction;

/**
 * The unicast filter of a port, compared with the addresses behind the bridges over it. The switch inside a card knows
 * the addresses of its own PF and VFs, and sends every other unicast frame of a VF to the wire. An address that is in
 * the filter of the PF reaches the PF, and so the bridge.
 *
 * @param unneeded why no addresses need to be registered; empty where they do
 * @param entries the addresses that are or should be registered, by address
 * @param onWire how many addresses the bridges have learned from the wire of this port
 * @param others how many addresses somebody else has registered that are not behind the bridges
 */
public record PortFilter(Optional<String> unneeded, List<FilterEntry> entries, int onWire, int others) {
    /** The size of the filter is unknown, and beyond it some drivers drop silently: i40e, ice, mlx5. */
    public static final int MANY = 100;

    /** Copies the list. */
    public PortFilter {
        entries = List.copyOf(entries);
    }

    /**
     * {@return the filter of a port}
     *
     * @param port the port, with its VFs
     * @param bridged what is bridged with it
     * @param known the addresses that its bridges know
     * @param recorded the addresses that vfnet has registered, each with the ifindex of its place
     */
    public static PortFilter of(
            PfPort port, BridgedPort bridged, BridgedPort.Addresses known, Map<MacAddress, Integer> recorded) {
        Optional<String> unneeded = unneeded(port, bridged);
        Set<MacAddress> own = own(port);
        SortedMap<MacAddress, FilterEntry> entries = new TreeMap<>();
        if (unneeded.isEmpty()) {
            known.behind().forEach((address, place) -> {
                if (!own.contains(address) && !known.onWire().contains(address)) {
                    entries.put(address, wanted(address, place, known, recorded));
                }
            });
        }
        recorded.forEach((address, place) -> {
            if (known.registered().contains(address) && !entries.containsKey(address)) {
                Optional<BridgePort> former = Optional.ofNullable(known.places().get(place));
                entries.put(address, left(address, former, known, own, unneeded));
            }
        });
        withoutSurplus(entries);
        return new PortFilter(
                unneeded,
                List.copyOf(entries.values()),
                (int) known.onWire().stream()
                        .filter(address -> !own.contains(address))
                        .count(),
                (int) known.registered().stream()
                        .filter(address -> !entries.containsKey(address))
                        .count());
    }

    private static FilterEntry wanted(
            MacAddress address, BridgePort place, BridgedPort.Addresses known, Map<MacAddress, Integer> recorded) {
        boolean isThere = known.registered().contains(address);
        return new FilterEntry(
                address,
                Optional.of(place),
                isThere ? FilterEntry.State.REGISTERED : FilterEntry.State.MISSING,
                isThere && recorded.containsKey(address));
    }

    /** One that vfnet has registered and that is not behind the bridges now. */
    private static FilterEntry left(
            MacAddress address,
            Optional<BridgePort> place,
            BridgedPort.Addresses known,
            Set<MacAddress> own,
            Optional<String> unneeded) {
        FilterEntry.State state = unneeded.isPresent()
                ? FilterEntry.State.UNNEEDED
                : known.onWire().contains(address)
                        ? FilterEntry.State.ON_WIRE
                        : own.contains(address)
                                ? FilterEntry.State.OWN
                                : place.isEmpty() ? FilterEntry.State.GONE : FilterEntry.State.IDLE;
        return new FilterEntry(address, place, state, true);
    }

    /** A silent guest keeps its address, unless that takes the place of guests that are heard. */
    private static void withoutSurplus(SortedMap<MacAddress, FilterEntry> entries) {
        long surplus = entries.values().stream()
                        .filter(entry -> !entry.state().isToBeRemoved())
                        .count()
                - MANY;
        List<FilterEntry> idle = entries.values().stream()
                .filter(entry -> entry.state() == FilterEntry.State.IDLE)
                .limit(Math.max(0, surplus))
                .toList();
        idle.forEach(entry -> entries.put(
                entry.address(), new FilterEntry(entry.address(), entry.place(), FilterEntry.State.GONE, true)));
    }

    private static Optional<String> unneeded(PfPort port, BridgedPort bridged) {
        if (port.pf().virtualFunctions().isEmpty()) {
            return Optional.of("it has no VFs");
        }
        if (port.port().flatMap(Port::switchdev).isPresent()) {
            return Optional.of("its card's switch is in switchdev mode, where the bridge of the representors decides");
        }
        if (bridged.standby().isPresent()) {
            return Optional.of("it is on standby in " + bridged.standby().get()
                    + ", and what its VFs send to the bridge comes back through the active member");
        }
        return bridged.bridges().isEmpty()
                ? Optional.of(
                        bridged.switches().isEmpty()
                                ? "no bridge is stacked over it"
                                : "only Open vSwitch is over it, whose addresses the kernel does not list;"
                                        + " ovs-appctl fdb/show BRIDGE does")
                : Optional.empty();
    }

    /** What the card's switch knows anyway: the addresses of the port and of all VFs. */
    private static Set<MacAddress> own(PfPort port) {
        Set<MacAddress> own = new HashSet<>();
        PhysicalFunction pf = port.pf();
        for (Port each : pf.ports()) {
            each.networkInterface().address().value().ifPresent(own::add);
            each.vfSettings()
                    .value()
                    .ifPresent(settings -> settings.values().stream()
                            .map(VfSettings::address)
                            .flatMap(Optional::stream)
                            .forEach(own::add));
        }
        for (VirtualFunction vf : pf.virtualFunctions()) {
            vf.interfaces().forEach(one -> one.address().value().ifPresent(own::add));
        }
        return own;
    }

    /** {@return the filter where nothing is to be registered, and all that vfnet has registered is to be removed} */
    public PortFilter cleared() {
        return new PortFilter(
                Optional.of("it was to be cleared"),
                entries.stream()
                        .filter(FilterEntry::isOurs)
                        .map(entry -> new FilterEntry(entry.address(), entry.place(), FilterEntry.State.UNNEEDED, true))
                        .toList(),
                onWire,
                others);
    }

    /**
     * {@return the addresses in this state}
     *
     * @param state the state
     */
    public List<FilterEntry> in(FilterEntry.State state) {
        return entries.stream().filter(entry -> entry.state() == state).toList();
    }

    /** {@return the addresses that vfnet has registered and that are to be removed} */
    public List<FilterEntry> toBeRemoved() {
        return entries.stream().filter(entry -> entry.state().isToBeRemoved()).toList();
    }
}
