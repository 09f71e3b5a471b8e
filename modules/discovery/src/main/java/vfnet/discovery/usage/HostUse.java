// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import vfnet.discovery.iproute.AddressedInterface;
import vfnet.discovery.iproute.Addresses;
import vfnet.discovery.iproute.Link;
import vfnet.discovery.iproute.LinkTable;
import vfnet.discovery.iproute.Links;
import vfnet.discovery.iproute.RouteTable;
import vfnet.discovery.iproute.Routes;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.InterfaceIndex;
import vfnet.discovery.sysfs.InterfaceNumbers;
import vfnet.discovery.sysfs.ProblemList;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;
import vfnet.system.IpQuery;

/** What this host itself uses an interface for: IP addresses, a bridge or VLAN on top of it, routes. */
public final class HostUse {
    private static final String UPPER = "upper_";
    private static final String IP = "ip ";
    private static final String ELSEWHERE = "network namespace";
    /** The default queueing disciplines (net/sched/sch_generic.c; net.core.default_qdisc may be one of these). */
    private static final Set<String> UNTOUCHED =
            Set.of("noop", "noqueue", "mq", "pfifo_fast", "fq_codel", "fq", "sfq", "cake");

    private final AttributeReader attributes;
    private final Links links;
    private final Addresses addresses;
    private final Routes routes;
    private final InterfaceNumbers numbers;

    public HostUse(AttributeReader attributes, Links links, Addresses addresses, Routes routes) {
        this.attributes = attributes;
        numbers = new InterfaceNumbers(attributes);
        this.links = links;
        this.addresses = addresses;
        this.routes = routes;
    }

    /** Empty when nothing uses it. */
    public Reading<List<Holder>> of(InterfaceIndex.Entry networkInterface, ProblemList problems) {
        Findings<Holder> found = new Findings<>();
        found.addAll(uppers(networkInterface, problems));
        found.addAll(addresses(networkInterface, problems));
        found.addAll(defaultRoutes(networkInterface, problems));
        found.addAll(otherRoutes(networkInterface, problems));
        return found.outcome();
    }

    /**
     * The kernel links every interface to those above it (net/core/dev.c, netdev_adjacent_sysfs_add); a snapshot of ip
     * alone names a bridge, bond or switch as {@code master}.
     */
    Reading<List<Holder>> uppers(InterfaceIndex.Entry networkInterface, ProblemList problems) {
        Path directory = networkInterface.directory();
        Reading<List<String>> names = problems.note(attributes.names(directory));
        if (names instanceof Reading.Absent<List<String>>) {
            return Reading.unreadable(problems.problem(attributes.name(directory), "has just gone or been renamed"));
        }
        return names.map(all -> {
            List<Holder> uppers = new ArrayList<>(0);
            all.stream()
                    .filter(name -> name.startsWith(UPPER))
                    .sorted()
                    .forEach(name -> InterfaceName.parse(name.substring(UPPER.length()))
                            .ifPresent(upper -> uppers.add(new Holder.UpperLink(
                                    networkInterface.name(),
                                    upper,
                                    links.kind(upper).orElseGet(() -> kindInSysfs(directory.resolve(name)))))));
            link(networkInterface)
                    .ifPresent(own -> known(own)
                            .filter(upper -> uppers.stream()
                                    .noneMatch(known ->
                                            ((Holder.UpperLink) known).upper().equals(upper)))
                            .forEach(upper -> uppers.add(new Holder.UpperLink(
                                    networkInterface.name(),
                                    upper,
                                    links.kind(upper).orElse(LinkKind.OTHER)))));
            return uppers;
        });
    }

    /** The links over a representor: bridges, Open vSwitch, VLANs. */
    List<Holder> uppersOfRepresentor(InterfaceName representor) {
        return links.named(representor).stream()
                .flatMap(this::known)
                .<Holder>map(upper -> new Holder.RepresentorUpper(
                        representor, upper, links.kind(upper).orElse(LinkKind.OTHER)))
                .toList();
    }

    /**
     * The links that ip names: the switch that it is a port of, and links on it that the kernel does not link to, such
     * as tunnels.
     */
    private Stream<InterfaceName> known(Link own) {
        return Stream.concat(
                own.master().stream(),
                links.answer().value().map(table -> table.onTopOf(own.name())).orElse(List.of()).stream()
                        .map(Link::name));
    }

    /** By number: udev may have renamed the interface since. */
    private Optional<Link> link(InterfaceIndex.Entry networkInterface) {
        return numbers.of(networkInterface).value().flatMap(links::numbered);
    }

    /** What takes frames before the host sees them: {@code ip} prints it however it was attached. */
    Reading<List<Holder>> xdpProgram(InterfaceIndex.Entry networkInterface, ProblemList problems) {
        if (links.answer() instanceof Reading.Unreadable<LinkTable>(Problem problem)) {
            return Reading.unreadable(problem);
        }
        return Reading.of(
                link(networkInterface).filter(Link::hasXdpProgram).isPresent()
                        ? List.of(new Holder.XdpProgram(networkInterface.name()))
                        : List.of());
    }

    /** Settings of the interfaces that are no use by themselves. */
    List<String> notes(List<InterfaceIndex.Entry> interfaces) {
        List<String> notes = new ArrayList<>(0);
        interfaces.forEach(one -> link(one)
                .flatMap(Link::queueing)
                .filter(name -> !UNTOUCHED.contains(name))
                .ifPresent(name -> notes.add(one.name() + " has the queueing discipline " + name)));
        return notes;
    }

    /** Default routes through it. */
    Reading<List<Holder>> defaultRoutes(InterfaceIndex.Entry networkInterface, ProblemList problems) {
        InterfaceName name = routed(networkInterface);
        return routes((table, found) -> {
            if (table.defaults().contains(name)) {
                found.add(new Holder.DefaultRoute(name));
            }
        });
    }

    /** Other routes through it, as BGP unnumbered has them on an interface without an address. */
    Reading<List<Holder>> otherRoutes(InterfaceIndex.Entry networkInterface, ProblemList problems) {
        InterfaceName name = routed(networkInterface);
        return routes((table, found) -> Optional.ofNullable(table.others().get(name))
                .ifPresent(to -> found.add(new Holder.Route(name, to.first(), to.count()))));
    }

    private Reading<List<Holder>> routes(BiConsumer<RouteTable, Findings<Holder>> search) {
        Findings<Holder> found = new Findings<>();
        routes.answer().problem().ifPresent(found::fail);
        routes.answer().value().ifPresent(table -> search.accept(table, found));
        if (routes.answer().value().filter(RouteTable::hasUnresolved).isPresent()) {
            found.fail(new Problem(
                    IpQuery.ROUTES.toString(),
                    "names next hops by number alone (net.ipv4.nexthop_compat_mode=0), so what carries "
                            + "routes is unknown"));
        }
        return found.outcome();
    }

    private InterfaceName routed(InterfaceIndex.Entry networkInterface) {
        return addressed(networkInterface).map(AddressedInterface::name).orElse(networkInterface.name());
    }

    /** Without a link table: a bridge and a bond have directories of their own, other kinds cannot be recognized. */
    private LinkKind kindInSysfs(Path link) {
        Set<String> names = Set.copyOf(attributes
                .linked(link)
                .value()
                .flatMap(upper -> attributes.names(upper).value())
                .orElse(List.of()));
        if (names.contains("bridge")) {
            return LinkKind.BRIDGE;
        }
        return names.contains("bonding")
                ? LinkKind.BOND
                : names.contains("macvtap") ? LinkKind.MACVTAP : LinkKind.OTHER;
    }

    /** Its IP addresses, except link-local ones. */
    Reading<List<Holder>> addresses(InterfaceIndex.Entry networkInterface, ProblemList problems) {
        if (addresses.answer() instanceof Reading.Unreadable<Map<Integer, AddressedInterface>>(Problem problem)) {
            return Reading.unreadable(problem);
        }
        problems.note(numbers.of(networkInterface));
        Optional<AddressedInterface> addressed = addressed(networkInterface);
        if (addressed.isEmpty()) {
            return Reading.unreadable(problems.problem(
                    networkInterface.name().text(), "is not in ip's list of addresses, so who uses it is unknown"));
        }
        Findings<Holder> found = new Findings<>();
        addresses(addressed.get(), found);
        return found.outcome();
    }

    /** By number: udev may have renamed the interface since. */
    private Optional<AddressedInterface> addressed(InterfaceIndex.Entry networkInterface) {
        return numbers.of(networkInterface)
                .value()
                .flatMap(number -> addresses.answer().value().map(byIndex -> byIndex.get(number)));
    }

    private static void addresses(AddressedInterface addressed, Findings<Holder> found) {
        for (AddressedInterface.Address address : addressed.addresses()) {
            if (!address.isIpv6LinkLocal()) {
                found.add(new Holder.HasIpAddress(addressed.name(), address.toString()));
            }
        }
    }

    InterfaceNumbers numbers() {
        return numbers;
    }

    /** Without ip there is no link table either, and that problem is reported already. */
    List<Problem> withoutRepetition(List<Problem> problems) {
        return links.problem().isEmpty()
                ? problems
                : problems.stream()
                        .filter(problem -> !problem.where().startsWith(IP)
                                && !problem.where().startsWith(ELSEWHERE))
                        .toList();
    }
}
