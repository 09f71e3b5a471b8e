// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.function;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vfnet.discovery.iproute.AddressedInterface;
import vfnet.discovery.iproute.Addresses;
import vfnet.discovery.iproute.Link;
import vfnet.discovery.iproute.LinkTable;
import vfnet.discovery.iproute.Links;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.PciAddress;
import vfnet.model.inventory.LinkTopology;
import vfnet.model.inventory.LinkTopology.Representor;
import vfnet.model.inventory.LinkTopology.Upper;
import vfnet.model.inventory.SwitchPort;
import vfnet.system.MachineView;

/** Reads how the links of this namespace are stacked, from the link table alone. */
public final class TopologyReader {
    private final AttributeReader attributes;
    private final Path netClass;
    private final Links links;
    private final Addresses addresses;

    public TopologyReader(MachineView view, AttributeReader attributes, Links links, Addresses addresses) {
        this.attributes = attributes;
        netClass = view.sysroot().netClass();
        this.links = links;
        this.addresses = addresses;
    }

    public LinkTopology read() {
        List<Link> all = links.answer().value().map(LinkTable::all).orElse(List.of());
        return new LinkTopology(
                uppers(all),
                addresses(),
                all.stream().flatMap(link -> representor(link, all)).toList(),
                Stream.of(links.problem(), addresses.problem())
                        .flatMap(Optional::stream)
                        .toList());
    }

    private Map<InterfaceName, List<Upper>> uppers(List<Link> all) {
        Map<InterfaceName, List<InterfaceName>> members = new HashMap<>();
        for (Link link : all) {
            link.master().ifPresent(master -> add(members, master, link.name()));
            link.on().ifPresent(lower -> add(members, link.name(), lower));
        }
        Map<InterfaceName, List<Upper>> uppers = new HashMap<>();
        members.forEach((name, lowers) -> {
            LinkKind kind = links.kind(name).orElse(LinkKind.OTHER);
            List<InterfaceName> sorted = lowers.stream().sorted().toList();
            sorted.forEach(lower -> add(uppers, lower, new Upper(name, kind, sorted)));
        });
        uppers.values().forEach(some -> some.sort((one, other) -> one.name().compareTo(other.name())));
        return uppers;
    }

    private static <T> void add(Map<InterfaceName, List<T>> lists, InterfaceName key, T value) {
        lists.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
    }

    private Map<InterfaceName, List<String>> addresses() {
        Map<InterfaceName, List<String>> known = new HashMap<>();
        for (AddressedInterface one :
                addresses.answer().value().orElse(Map.of()).values()) {
            known.put(
                    one.name(),
                    one.addresses().stream()
                            .filter(address -> !address.isIpv6LinkLocal())
                            .map(Object::toString)
                            .toList());
        }
        return known;
    }

    private Stream<Representor> representor(Link link, List<Link> all) {
        Optional<Integer> vf = link.portName().flatMap(SwitchPort::vf);
        return vf
                .flatMap(index -> pf(link, all).map(pf -> new Representor(link.name(), index, pf, link.operState())))
                .stream();
    }

    /** Before Linux 5.8 a representor has no device; there it shares the switch ID of the PF's port. */
    private Optional<PciAddress> pf(Link representor, List<Link> all) {
        return device(representor)
                .or(() -> all.stream()
                        .filter(link -> link.portName()
                                        .map(SwitchPort::of)
                                        .filter(SwitchPort.UPLINK::equals)
                                        .isPresent()
                                && link.switchId().isPresent()
                                && link.switchId().equals(representor.switchId()))
                        .findFirst()
                        .flatMap(this::device));
    }

    private Optional<PciAddress> device(Link link) {
        return link.function()
                .or(() -> attributes
                        .linked(netClass.resolve(link.name().text()))
                        .flatMap(directory -> attributes.linkedName(directory.resolve("device")))
                        .value()
                        .flatMap(PciAddress::parse));
    }
}
