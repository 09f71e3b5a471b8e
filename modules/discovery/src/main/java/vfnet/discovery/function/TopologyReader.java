// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.function;

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
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.inventory.LinkTopology;
import vfnet.model.inventory.LinkTopology.Upper;

/** Reads how the links of this namespace are stacked, from the link table alone. */
public final class TopologyReader {
    private final Links links;
    private final Addresses addresses;

    public TopologyReader(Links links, Addresses addresses) {
        this.links = links;
        this.addresses = addresses;
    }

    public LinkTopology read() {
        List<Link> all = links.answer().value().map(LinkTable::all).orElse(List.of());
        return new LinkTopology(
                uppers(all),
                addresses(),
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
}
