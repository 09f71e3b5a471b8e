// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.DeviceNodes;
import vfnet.discovery.sysfs.FunctionDirectories;
import vfnet.discovery.sysfs.InterfaceIndex;
import vfnet.discovery.sysfs.ProblemList;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.eswitch.Representor;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.HolderKind;
import vfnet.model.inventory.UseSearch;
import vfnet.system.MachineView;

/**
 * Finds who would be disrupted if a function were removed: one search for each kind of use. A new kind is one entry in
 * {@link #searches}, and a {@link Holder} where none of the existing ones fits.
 */
public final class Holders {
    /** What early versions of vfnet did not capture: in a snapshot without them, an empty result means nothing. */
    private static final Set<HolderKind> CAPTURED_LATER =
            Set.of(HolderKind.DEVICE_NODE, HolderKind.LINK_ELSEWHERE, HolderKind.XDP_SOCKET);

    private static final Problem NOT_RECORDED = new Problem("snapshot", "taken by a vfnet that did not record it");

    private final boolean looking;
    private final boolean isOldSnapshot;
    private final HostUse hostUse;
    private final Namespaces namespaces;
    private final Map<HolderKind, HolderSearch> searches = new LinkedHashMap<>();
    private final List<HolderKind> all;
    private final Set<Problem> general = new LinkedHashSet<>();

    /** The users, and how completely they were searched for. */
    public record Found(Reading<List<Holder>> holders, UseSearch search) {}

    public Holders(
            boolean looking,
            MachineView view,
            AttributeReader attributes,
            FunctionDirectories functions,
            HostUse hostUse) {
        this.looking = looking;
        this.hostUse = hostUse;
        isOldSnapshot = !view.sysroot().isLive()
                && !attributes.exists(view.sysroot().processes().resolve("self/ns/net"));
        namespaces = looking ? searches(view, attributes, functions) : new Namespaces(view, attributes);
        all = List.copyOf(searches.keySet());
    }

    /** The machine's other network namespaces, which are queried once for all searches. */
    public Namespaces namespaces() {
        return namespaces;
    }

    /** The table of all searches. */
    private Namespaces searches(MachineView view, AttributeReader attributes, FunctionDirectories functions) {
        DeviceNodes nodes = new DeviceNodes(view, functions);
        VfioHolders vfio = new VfioHolders(view, nodes);
        Namespaces namespaces = new Namespaces(view, attributes, vfio);
        searches.put(HolderKind.VFIO, new VfioSearch(attributes, vfio));
        searches.put(HolderKind.DEVICE_NODE, new DeviceNodeSearch(vfio, nodes, new RegisterMaps(view)));
        searches.put(HolderKind.DRIVER, new DriverSearch(attributes));
        searches.put(HolderKind.NAMESPACE, new NamespaceSearch(attributes, namespaces));
        searches.put(HolderKind.UPPER_LINK, this::linksOn);
        searches.put(HolderKind.LINK_ELSEWHERE, new LinkSearch(hostUse.numbers(), namespaces));
        searches.put(HolderKind.IP_ADDRESS, withRepresentors(hostUse::addresses, view));
        searches.put(HolderKind.DEFAULT_ROUTE, withRepresentors(hostUse::defaultRoutes, view));
        searches.put(HolderKind.ROUTE, withRepresentors(hostUse::otherRoutes, view));
        searches.put(HolderKind.PPPOE_SESSION, new PppoeSearch(view.sysroot(), attributes));
        searches.put(HolderKind.XDP_PROGRAM, eachInterface(hostUse::xdpProgram));
        searches.put(HolderKind.XDP_SOCKET, new XdpSocketSearch(view.sysroot(), attributes));
        return namespaces;
    }

    /** A search for what this host uses an interface for. */
    private interface InterfaceSearch {
        Reading<List<Holder>> of(InterfaceIndex.Entry networkInterface, ProblemList problems);
    }

    private static HolderSearch eachInterface(InterfaceSearch search) {
        return (target, found, problems) -> target.all().forEach(one -> found.addAll(search.of(one, problems)));
    }

    /** The same for its representors: a host that routes to a VF does it through these. */
    private static HolderSearch withRepresentors(InterfaceSearch search, MachineView view) {
        return (target, found, problems) -> {
            target.all().forEach(one -> found.addAll(search.of(one, problems)));
            for (Representor own : target.representors()) {
                Path directory = view.sysroot().netClass().resolve(own.name().text());
                found.addAll(search.of(new InterfaceIndex.Entry(own.name(), directory), problems));
            }
        };
    }

    /** In switchdev mode the traffic of a VF goes through its representor. */
    private void linksOn(SearchTarget target, Findings<Holder> found, ProblemList problems) {
        target.all().forEach(one -> found.addAll(hostUse.uppers(one, problems)));
        target.representors()
                .forEach(representor -> found.addAll(Reading.of(hostUse.uppersOfRepresentor(representor.name()))));
    }

    /** The users of a PF's ports: for a driver that must be unloaded before it creates another number of VFs. */
    public Found ofPorts(List<InterfaceIndex.Entry> interfaces, ProblemList problems) {
        Findings<Holder> found = new Findings<>();
        interfaces.forEach(one -> found.addAll(hostUse.of(one, problems)));
        return new Found(
                found.outcome(),
                new UseSearch(
                        List.of(
                                HolderKind.UPPER_LINK,
                                HolderKind.IP_ADDRESS,
                                HolderKind.DEFAULT_ROUTE,
                                HolderKind.ROUTE),
                        List.of(),
                        List.of()));
    }

    /** Of a PF only vfio counts: this host's own use of a port is traffic. */
    public Found ofPf(SearchTarget target, ProblemList problems) {
        return search(List.of(HolderKind.VFIO), target, problems);
    }

    /** The users of a VF. */
    public Found ofVf(SearchTarget target, ProblemList problems) {
        return search(all, target, problems);
    }

    private Found search(List<HolderKind> kinds, SearchTarget target, ProblemList problems) {
        if (!looking) {
            return new Found(Reading.unreadable(new Problem("holders", "were not looked for")), UseSearch.NONE);
        }
        if (target.driver() instanceof Reading.Unreadable<?>(Problem problem)) {
            return new Found(
                    Reading.unreadable(problem),
                    new UseSearch(
                            List.of(),
                            kinds.stream()
                                    .map(kind -> new UseSearch.Unseen(kind, problem))
                                    .toList(),
                            List.of()));
        }
        Findings<Holder> found = new Findings<>();
        List<UseSearch.Unseen> unseen = new ArrayList<>(0);
        for (HolderKind kind : kinds) {
            Findings<Holder> ofKind = new Findings<>();
            Objects.requireNonNull(searches.get(kind), kind::id).search(target, ofKind, problems);
            ofKind.found().forEach(found::add);
            Optional<Problem> gap = gap(kind, ofKind);
            if (gap.isPresent()) {
                unseen.add(new UseSearch.Unseen(kind, gap.get()));
                if (!isLater(kind)) {
                    fail(gap.get(), found, problems);
                }
            }
        }
        return new Found(found.outcome(), new UseSearch(looked(kinds, unseen), unseen, hostUse.notes(target.all())));
    }

    /** Nearly always all of them, so that a thousand VFs share one list. */
    private static List<HolderKind> looked(List<HolderKind> kinds, List<UseSearch.Unseen> unseen) {
        return unseen.isEmpty()
                ? kinds
                : kinds.stream()
                        .filter(kind -> unseen.stream().noneMatch(gap -> gap.kind() == kind))
                        .toList();
    }

    private void fail(Problem why, Findings<Holder> found, ProblemList problems) {
        found.fail(why);
        if (!problems.all().contains(why)) {
            general.add(why);
        }
    }

    private boolean isLater(HolderKind kind) {
        return isOldSnapshot && CAPTURED_LATER.contains(kind);
    }

    private Optional<Problem> gap(HolderKind kind, Findings<Holder> ofKind) {
        return isLater(kind) && ofKind.found().isEmpty() ? Optional.of(NOT_RECORDED) : ofKind.failure();
    }

    /** Why something could not be searched that concerns more than one function. */
    public List<Problem> problems() {
        return hostUse.withoutRepetition(List.copyOf(general));
    }
}
