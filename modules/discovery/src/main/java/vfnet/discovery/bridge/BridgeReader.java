// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.bridge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vfnet.discovery.iproute.Addresses;
import vfnet.discovery.iproute.Forwarding;
import vfnet.discovery.iproute.Link;
import vfnet.discovery.iproute.LinkTable;
import vfnet.discovery.iproute.Links;
import vfnet.model.InterfaceName;
import vfnet.model.Reading;
import vfnet.model.bridge.BridgedPort;
import vfnet.model.bridge.Bridging;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PfPort;
import vfnet.system.MachineView;

/** Reads what is bridged with the ports of cards. */
public final class BridgeReader {
    private final Links links;
    private final Forwarding forwarding;
    private final Addresses hostAddresses;

    public BridgeReader(MachineView view) {
        links = Links.ask(view);
        forwarding = new Forwarding(view);
        hostAddresses = new Addresses(view);
    }

    /**
     * Forwarding databases are read only where a bridge is over a port that has VFs.
     *
     * @param also the ifindexes of ports whose filters are read in any case
     */
    public Bridging read(Inventory inventory, Set<Integer> also) {
        Map<Integer, BridgedPort> ports = new HashMap<>();
        Optional<LinkTable> table = links.answer().value();
        if (table.isPresent()) {
            BridgeStacks stacks = new BridgeStacks(table.get());
            for (PfPort port : PfPort.of(inventory)) {
                port.index()
                        .flatMap(table.get()::numbered)
                        .ifPresent(link -> ports.put(link.index(), port(port, link, stacks, also)));
            }
        }
        return new Bridging(
                ports,
                Stream.of(links.problem(), forwarding.problem(), hostAddresses.problem())
                        .flatMap(Optional::stream)
                        .toList());
    }

    private BridgedPort port(PfPort pfPort, Link port, BridgeStacks stacks, Set<Integer> also) {
        List<Link> over = stacks.over(port);
        List<Link> bridges = over.stream().filter(BridgeStacks::isBridge).toList();
        boolean matters = also.contains(port.index())
                || !bridges.isEmpty() && !pfPort.pf().virtualFunctions().isEmpty();
        return new BridgedPort(
                bridges.stream().map(Link::name).toList(),
                port.isStandby() ? port.master() : Optional.empty(),
                over.stream()
                        .filter(link -> !BridgeStacks.isBridge(link))
                        .map(Link::name)
                        .toList(),
                matters
                        ? forwarding
                                .answer()
                                .map(entries -> new AddressSearch(
                                                port.name(), own(pfPort, port), bridges, stacks, this::isOfHost)
                                        .search(entries))
                        : Reading.absent());
    }

    /** The port and the VFs of its PF: what these send comes from the same switch. */
    private static Set<Integer> own(PfPort pfPort, Link port) {
        Set<Integer> own = new HashSet<>(Set.of(port.index()));
        pfPort.pf().virtualFunctions().stream()
                .flatMap(vf -> vf.interfaces().stream())
                .flatMap(one -> one.index().value().stream())
                .forEach(own::add);
        return own;
    }

    /** Whether this host has IP addresses on a bridge: nobody sends to the address of one that only forwards. */
    private boolean isOfHost(InterfaceName bridge) {
        Set<InterfaceName> names = new HashSet<>(Set.of(bridge));
        links.answer().value().map(table -> table.onTopOf(bridge)).orElse(List.of()).stream()
                .map(Link::name)
                .forEach(names::add);
        return hostAddresses
                .answer()
                .fold(
                        all -> all.values().stream()
                                .filter(one -> names.contains(one.name()))
                                .flatMap(one -> one.addresses().stream())
                                .anyMatch(address -> !address.isIpv6LinkLocal()),
                        () -> true,
                        _ -> true);
    }
}
