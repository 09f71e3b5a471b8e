// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vfnet.discovery.iproute.AddressedInterface;
import vfnet.discovery.iproute.Addresses;
import vfnet.discovery.iproute.Links;
import vfnet.discovery.iproute.RouteTable;
import vfnet.discovery.iproute.Routes;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.Reading;
import vfnet.model.inventory.Traffic;
import vfnet.system.Sysroot;

/**
 * The traffic of a port that its host cannot do without: default routes and the caller's SSH connection, followed from
 * the interface that has them down through bridges, bonds and VLANs.
 */
public final class PortTraffic {
    private static final String LOWER = "lower_";
    private static final String UPPER = "upper_";

    private final Path netClass;
    private final AttributeReader attributes;
    private final Links links;
    private final Addresses addresses;
    private final Routes routes;
    private final Reading<SshConnection> ssh;
    private final Map<InterfaceName, Set<InterfaceName>> below = new HashMap<>();

    public PortTraffic(
            Sysroot sysroot,
            AttributeReader attributes,
            Links links,
            Addresses addresses,
            Routes routes,
            Reading<SshConnection> ssh) {
        this.links = links;
        this.netClass = sysroot.netClass();
        this.attributes = attributes;
        this.addresses = addresses;
        this.routes = routes;
        this.ssh = ssh;
    }

    /** Empty when there is no such traffic through this interface. */
    public Reading<List<Traffic>> of(InterfaceName port) {
        Findings<Traffic> found = new Findings<>();
        routes.answer().value().map(RouteTable::defaults).orElse(Set.of()).stream()
                .filter(via -> atOrBelow(via).contains(port))
                .forEach(via -> found.add(new Traffic.DefaultRoute(via)));
        routes.problem().ifPresent(found::fail);
        ssh.value().ifPresent(connection -> {
            having(connection.localAddress()).stream()
                    .filter(via -> atOrBelow(via).contains(port))
                    .forEach(via -> found.add(new Traffic.SshSession(connection.peer(), via)));
            addresses.problem().ifPresent(found::fail);
        });
        ssh.problem().ifPresent(found::fail);
        uppers(port).forEach(found::add);
        return found.outcome();
    }

    /** The interfaces on top of it, in its own directory (net/core/dev.c, netdev_adjacent_sysfs_add). */
    private List<Traffic> uppers(InterfaceName port) {
        List<Traffic> uppers = new ArrayList<>(0);
        Optional<Path> directory =
                attributes.linked(netClass.resolve(port.text())).value();
        for (String name :
                directory.flatMap(place -> attributes.names(place).value()).orElse(List.of())) {
            if (name.startsWith(UPPER)) {
                InterfaceName.parse(name.substring(UPPER.length()))
                        .ifPresent(upper -> uppers.add(
                                new Traffic.Upper(upper, links.kind(upper).orElse(LinkKind.OTHER))));
            }
        }
        return uppers;
    }

    /** An interface and all through which its frames may leave. */
    private Set<InterfaceName> atOrBelow(InterfaceName top) {
        if (!below.containsKey(top)) {
            Set<InterfaceName> found = new HashSet<>();
            descend(top, found);
            below.put(top, found);
        }
        return below.get(top);
    }

    /** The kernel links every interface to those below it (net/core/dev.c, netdev_adjacent_sysfs_add). */
    private void descend(InterfaceName at, Set<InterfaceName> found) {
        if (!found.add(at)) {
            return;
        }
        Optional<Path> directory =
                attributes.linked(netClass.resolve(at.text())).value();
        for (String name :
                directory.flatMap(place -> attributes.names(place).value()).orElse(List.of())) {
            if (name.startsWith(LOWER)) {
                InterfaceName.parse(name.substring(LOWER.length())).ifPresent(lower -> descend(lower, found));
            }
        }
    }

    /** The interfaces that have this address; one with a zone ({@code fe80::1%eth0}) names its interface itself. */
    private Set<InterfaceName> having(String address) {
        int zone = address.indexOf('%');
        if (zone >= 0) {
            return InterfaceName.parse(address.substring(zone + 1)).map(Set::of).orElse(Set.of());
        }
        Optional<InetAddress> desired = literal(address);
        Set<InterfaceName> having = new HashSet<>();
        for (AddressedInterface candidate :
                addresses.answer().value().orElse(Map.of()).values()) {
            if (desired.isPresent()
                    && candidate.addresses().stream()
                            .anyMatch(own -> literal(own.text()).equals(desired))) {
                having.add(candidate.name());
            }
        }
        return having;
    }

    /** As a value: {@code ::ffff:10.0.0.5} is 10.0.0.5, and zeros may be left out in several ways. */
    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
