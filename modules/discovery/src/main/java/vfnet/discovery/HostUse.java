package vfnet.discovery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.model.Holder;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.Problem;
import vfnet.model.Reading;

/** What this host itself uses an interface for: IP addresses, a bridge or VLAN above it, the default route. */
final class HostUse {
    private static final String UPPER = "upper_";

    private final AttributeReader attributes;
    private final Links links;
    private final Addresses addresses;
    private final Routes routes;

    HostUse(AttributeReader attributes, Links links, Addresses addresses, Routes routes) {
        this.attributes = attributes;
        this.links = links;
        this.addresses = addresses;
        this.routes = routes;
    }

    /** Empty when nothing uses it. */
    Reading<List<Holder>> of(InterfaceIndex.Entry networkInterface, ProblemList problems) {
        Findings<Holder> found = new Findings<>();
        found.addAll(uppers(networkInterface, problems));
        Optional<AddressedInterface> addressed = addressed(networkInterface, found, problems);
        addressed.ifPresent(known -> addresses(known, found));
        InterfaceName name = addressed.map(AddressedInterface::name).orElse(networkInterface.name());
        if (routes.answer().value().filter(through -> through.contains(name)).isPresent()) {
            found.add(new Holder.DefaultRoute(name));
        }
        routes.problem().ifPresent(found::fail);
        return found.outcome();
    }

    /** The kernel links every interface to those above it (net/core/dev.c, netdev_adjacent_sysfs_add). */
    private Reading<List<Holder>> uppers(InterfaceIndex.Entry networkInterface, ProblemList problems) {
        Path directory = networkInterface.directory();
        Reading<List<String>> names = problems.note(attributes.names(directory));
        if (names instanceof Reading.Absent<List<String>>) {
            return Reading.unreadable(problems.problem(attributes.name(directory), "has just gone or been renamed"));
        }
        return names.map(all -> {
            List<Holder> uppers = new ArrayList<>(0);
            all.stream().filter(name -> name.startsWith(UPPER)).sorted().forEach(name ->
                    InterfaceName.parse(name.substring(UPPER.length())).ifPresent(upper ->
                            uppers.add(new Holder.UpperLink(networkInterface.name(), upper,
                                    links.kind(upper).orElseGet(() -> kindInSysfs(directory.resolve(name)))))));
            return uppers;
        });
    }

    /** Without a link table: a bridge and a bond have directories of their own, the others nothing to know them by. */
    private LinkKind kindInSysfs(Path link) {
        Set<String> names = Set.copyOf(attributes.linked(link).value().flatMap(upper -> attributes.names(upper).value())
                .orElse(List.of()));
        if (names.contains("bridge")) {
            return LinkKind.BRIDGE;
        }
        return names.contains("bonding") ? LinkKind.BOND : names.contains("macvtap") ? LinkKind.MACVTAP : LinkKind.OTHER;
    }

    /** By number: udev may have renamed the interface since. */
    private Optional<AddressedInterface> addressed(InterfaceIndex.Entry networkInterface, Findings<Holder> found,
            ProblemList problems) {
        if (addresses.answer().isUnreadable()) {
            addresses.problem().ifPresent(found::fail);
            return Optional.empty();
        }
        Reading<Integer> index = problems.note(attributes.number(networkInterface.directory().resolve("ifindex")));
        Optional<AddressedInterface> addressed = index.value().flatMap(number ->
                addresses.answer().value().map(byIndex -> byIndex.get(number)));
        if (addressed.isEmpty()) {
            found.fail(problems.problem(networkInterface.name().text(),
                    "is not in ip's list of addresses, so who uses it is unknown"));
        }
        return addressed;
    }

    private static void addresses(AddressedInterface addressed, Findings<Holder> found) {
        for (AddressedInterface.Address address : addressed.addresses()) {
            if (!address.isIpv6LinkLocal()) {
                found.add(new Holder.HasIpAddress(addressed.name(), address.toString()));
            }
        }
    }

    /** Without ip there is no link table either, and that problem is told already. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(0);
        if (links.problem().isEmpty()) {
            addresses.problem().ifPresent(problems::add);
            routes.problem().ifPresent(problems::add);
        }
        return problems;
    }
}
