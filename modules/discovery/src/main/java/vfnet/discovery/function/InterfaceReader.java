// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.function;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.discovery.iproute.Link;
import vfnet.discovery.iproute.Links;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.InterfaceIndex;
import vfnet.discovery.sysfs.ProblemList;
import vfnet.discovery.usage.PortTraffic;
import vfnet.model.LinkLayer;
import vfnet.model.MacAddress;
import vfnet.model.OperState;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.Port;

/** Reads the interfaces of PFs and VFs: from the link table, and from sysfs what the link table lacks. */
public final class InterfaceReader {
    private final AttributeReader attributes;
    private final InterfaceIndex index;
    private final Links links;
    private final Optional<PortTraffic> traffic;
    private final SwitchPorts switchPorts;

    /** @param traffic empty where the traffic of ports is not needed */
    public InterfaceReader(
            AttributeReader attributes, InterfaceIndex index, Links links, Optional<PortTraffic> traffic) {
        this.attributes = attributes;
        this.index = index;
        this.links = links;
        this.traffic = traffic;
        switchPorts = new SwitchPorts(attributes, links);
    }

    /** The function's interfaces in this namespace. */
    List<InterfaceIndex.Entry> of(PciAddress function) {
        return index.of(function);
    }

    /** Interfaces of devices below the function. */
    List<InterfaceIndex.Entry> below(PciAddress function) {
        return index.below(function);
    }

    /** A PF's ports by {@code dev_port}, without the representors of its VFs, which share its directory since 5.8. */
    public List<Port> ports(PciAddress pf, ProblemList problems) {
        List<InterfaceIndex.Entry> entries = index.of(pf);
        List<Port> ports = new ArrayList<>(1);
        for (InterfaceIndex.Entry entry : entries) {
            boolean alone = entries.size() == 1;
            if (!switchPorts.of(entry, alone).isRepresentor() && (alone || !isAbove(entry.directory()))) {
                Port port = port(entry, problems);
                ports.add(traffic.isPresent() ? port.inSwitchdevMode(switchPorts.mode(entry)) : port);
            }
        }
        if (ports.size() > 1) {
            ports.sort((one, other) -> Integer.compare(devPort(one), devPort(other)));
        }
        return ports;
    }

    /** {@return whether every interface here of a PF is a representor} So too where it has none. */
    public boolean hasRepresentorsAlone(PciAddress pf) {
        List<InterfaceIndex.Entry> entries = index.of(pf);
        return entries.stream()
                .allMatch(entry -> switchPorts.of(entry, entries.size() == 1).isRepresentor());
    }

    /** An interface on top of another has its number in iflink: an IPoIB child (ib0.8001), a port of a DSA switch. */
    private boolean isAbove(Path directory) {
        Optional<Integer> below = attributes.number(directory.resolve("iflink")).value();
        return below.isPresent()
                && !below.equals(attributes.number(directory.resolve("ifindex")).value());
    }

    private static int devPort(Port port) {
        return port.networkInterface().devPort().value().orElse(0);
    }

    /** A VF's interfaces; which port each belongs to is read only where the PF has several. */
    List<NetworkInterface> interfacesOfVf(PciAddress vf, boolean severalPorts, ProblemList problems) {
        List<NetworkInterface> interfaces = new ArrayList<>(1);
        for (InterfaceIndex.Entry entry : index.of(vf)) {
            Optional<Link> link = links.named(entry.name());
            interfaces.add(new NetworkInterface(
                    entry.name(),
                    link.map(known -> Reading.of(known.index())).orElseGet(Reading::absent),
                    severalPorts
                            ? problems.note(attributes.number(entry.directory().resolve("dev_port")))
                            : Reading.absent(),
                    problems.note(address(entry, link)),
                    link.flatMap(Link::operState),
                    alternativeNames(link)));
        }
        return interfaces;
    }

    private Port port(InterfaceIndex.Entry entry, ProblemList problems) {
        Path directory = entry.directory();
        Reading<Integer> number = problems.note(attributes.number(directory.resolve("ifindex")));
        Optional<Link> link = number.value().flatMap(links::numbered).or(() -> links.named(entry.name()));
        Reading<MacAddress> address = problems.note(address(entry, link));
        NetworkInterface itself = new NetworkInterface(
                entry.name(),
                number,
                problems.note(attributes.number(directory.resolve("dev_port"))),
                address,
                link.flatMap(Link::operState).or(() -> operState(directory)),
                alternativeNames(link));
        Port port = new Port(
                        itself,
                        permanentAddress(directory, address, link, problems),
                        speed(directory),
                        links.vfSettings(link))
                .on(layer(directory, link))
                .withGuid(link.isPresent() ? link.get().guid() : Optional.empty());
        return traffic.map(known -> port.carrying(known.of(entry.name()))).orElse(port);
    }

    private static List<String> alternativeNames(Optional<Link> link) {
        return link.map(Link::alternativeNames).orElse(List.of());
    }

    private Reading<MacAddress> address(InterfaceIndex.Entry entry, Optional<Link> link) {
        return link.flatMap(Link::address)
                .map(Reading::of)
                .orElseGet(() -> attributes.macAddress(entry.directory().resolve("address")));
    }

    /**
     * sysfs has no permanent address: ip prints one where it differs, a bond remembers one, and type 0 means that the
     * address is permanent.
     */
    private Reading<MacAddress> permanentAddress(
            Path directory, Reading<MacAddress> current, Optional<Link> link, ProblemList problems) {
        Optional<MacAddress> told =
                link.flatMap(Link::differingPermanentAddress).or(() -> link.flatMap(Link::addressBeforeBond));
        if (told.isPresent()) {
            return Reading.of(told.get());
        }
        Reading<Integer> origin = problems.note(attributes.number(directory.resolve("addr_assign_type")));
        return origin.value().filter(made -> made == 0).isPresent() ? current : Reading.absent();
    }

    private Optional<OperState> operState(Path directory) {
        return attributes.text(directory.resolve("operstate")).value().flatMap(OperState::parse);
    }

    /** A link that is down answers EINVAL, or -1 (net/core/net-sysfs.c): it has no speed, which is no problem. */
    private Reading<Integer> speed(Path directory) {
        Reading<Integer> speed = attributes.number(directory.resolve("speed"));
        return speed.value().filter(mbit -> mbit > 0).map(Reading::of).orElseGet(Reading::absent);
    }

    private LinkLayer layer(Path directory, Optional<Link> link) {
        return link.flatMap(Link::layer)
                .orElseGet(() -> attributes
                        .number(directory.resolve("type"))
                        .value()
                        .map(LinkLayer::of)
                        .orElse(LinkLayer.OTHER));
    }
}
