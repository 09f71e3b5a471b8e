// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.discovery.iproute.Link;
import vfnet.discovery.iproute.LinkTable;
import vfnet.discovery.iproute.LinkTableParser;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.PortElsewhere;
import vfnet.system.MachineView;
import vfnet.system.program.TimeBoundQuery;

/**
 * What the other network namespaces of the machine have of its VFs. The links of each are queried once, and where only
 * one VF is missing, no more than it takes to find it.
 */
public final class Namespaces {
    /** The name of all of them in a problem. */
    static final String WHERE = "network namespaces";

    private static final Holder.NetworkNamespace UNKNOWN =
            new Holder.NetworkNamespace(Optional.empty(), Optional.empty());

    private final MachineView view;
    private final AttributeReader attributes;
    private final Optional<VfioHolders> processes;
    private final List<Namespace> asked = new ArrayList<>();
    private Optional<Iterator<Map.Entry<String, Namespace>>> notAsked = Optional.empty();
    private Optional<Problem> gap = Optional.empty();

    public Namespaces(MachineView view, AttributeReader attributes) {
        this.view = view;
        this.attributes = attributes;
        processes = Optional.empty();
    }

    /** @param processes knows which namespaces are kept open by processes */
    public Namespaces(MachineView view, AttributeReader attributes, VfioHolders processes) {
        this.view = view;
        this.attributes = attributes;
        this.processes = Optional.of(processes);
    }

    /**
     * The namespace that a VF's interface is in: {@code parentdev} shows it, and where ip is too old for that, the
     * administrative address.
     */
    public Holder.NetworkNamespace of(PciAddress vf, Optional<MacAddress> adminAddress) {
        return find(vf, adminAddress).map(Namespace::holder).orElse(UNKNOWN);
    }

    /**
     * Where the interface of a PF is that has none here. An address does not identify it.
     *
     * @param driver of the PF
     */
    public PortElsewhere ofPf(PciAddress pf, Optional<String> driver) {
        Optional<Namespace> found = find(pf, Optional.empty());
        Optional<Link> link = found.flatMap(namespace -> namespace.link(pf));
        List<Link> ports = found.map(namespace -> namespace.ports(pf)).orElse(List.of());
        return new PortElsewhere(
                found.map(Namespace::holder).orElse(UNKNOWN),
                found.flatMap(Namespace::entrance),
                link.map(Link::name),
                link.filter(Link::isUp).isPresent(),
                DistantPort.of(ports, driver),
                found.isPresent() ? Optional.empty() : gap());
    }

    private Optional<Namespace> find(PciAddress function, Optional<MacAddress> adminAddress) {
        for (Namespace namespace : asked) {
            if (namespace.has(function, adminAddress)) {
                return Optional.of(namespace);
            }
        }
        while (notAsked().hasNext()) {
            Namespace namespace = askNext();
            if (namespace.has(function, adminAddress)) {
                return Optional.of(namespace);
            }
        }
        return Optional.empty();
    }

    /** Those that have another interface of a function which has one here, as a card of two ports can. */
    List<Holder> alsoWith(PciAddress vf) {
        return all().stream()
                .filter(namespace -> namespace.has(vf))
                .<Holder>map(Namespace::holder)
                .toList();
    }

    /**
     * Links in other namespaces on the interface of this number. {@code link_netnsid} names the namespace of the lower
     * link by a number of its own namespace (net/core/net_namespace.c, peernet2id), which nothing printed by ip
     * resolves. So where a third namespace has a link of the same number, either may be meant.
     */
    public void linksOn(int index, InterfaceName name, Findings<Holder> found) {
        for (Namespace namespace : all()) {
            for (Link link : namespace.links()) {
                if (link.below().filter(below -> below == index).isPresent()) {
                    LinkKind kind = link.kind().orElse(LinkKind.OTHER);
                    if (all().stream()
                            .filter(other -> other != namespace)
                            .noneMatch(other -> other.links().stream().anyMatch(third -> third.index() == index))) {
                        found.add(new Holder.LinkElsewhere(name, link.name(), kind, namespace.holder()));
                    } else {
                        found.fail(new Problem(
                                namespace.title(),
                                "has " + link.name() + " on an interface of number " + index + ", which may be " + name
                                        + " or one of another namespace"));
                    }
                }
            }
        }
    }

    /** Why there may be more in other namespaces; empty where all of them could be queried. */
    Optional<Problem> gap() {
        all();
        return gap;
    }

    private List<Namespace> all() {
        while (notAsked().hasNext()) {
            askNext();
        }
        return asked;
    }

    private Iterator<Map.Entry<String, Namespace>> notAsked() {
        if (notAsked.isEmpty()) {
            NamespaceList list = NamespaceList.read(
                    view, attributes, processes.map(VfioHolders::namespaces).orElse(Map.of()));
            gap = list.gap().or(() -> processes.flatMap(VfioHolders::problem));
            notAsked = Optional.of(list.others().entrySet().iterator());
        }
        return notAsked.get();
    }

    private Namespace askNext() {
        Map.Entry<String, Namespace> next = notAsked().next();
        Namespace namespace = next.getValue();
        boolean answered = false;
        boolean stays = false;
        for (String file : namespace.files()) {
            Optional<List<Link>> links = answered ? Optional.empty() : ask(file);
            links.ifPresent(known -> namespace.links(known, file));
            answered |= links.isPresent();
            stays |= !answered && stillIs(file, next.getKey());
        }
        if (!answered && stays) {
            gap = gap.or(() -> Optional.of(new Problem(
                    WHERE,
                    "the interfaces of " + namespace.title()
                            + " could not be listed, so what stands on interfaces of this one is unknown")));
        }
        asked.add(namespace);
        return namespace;
    }

    /** One whose last process has just ended has gone; a snapshot lists mounts only. */
    private boolean stillIs(String file, String identity) {
        Path place = view.sysroot().place(file);
        Optional<String> target = attributes.linkTarget(place).value();
        return target.map(identity::equals).orElseGet(() -> !view.sysroot().isLive() || attributes.exists(place));
    }

    private Optional<List<Link>> ask(String file) {
        TimeBoundQuery<LinkTable> question = new TimeBoundQuery<>(view.waiting(), file, "its interfaces are unknown") {
            @Override
            protected Reading<LinkTable> find() {
                try {
                    return understood(view.ip().linksIn(file));
                } catch (IOException e) {
                    return unreadable("ip printed what is not its JSON");
                }
            }
        };
        Optional<List<Link>> links = question.answer().value().map(LinkTable::all);
        if (view.waiting().hasGivenUp(file)) {
            // If one hangs, it hangs on the kernel's link lock, which all namespaces share.
            notAsked = Optional.of(Collections.emptyIterator());
            gap = gap.or(() -> question.answer().problem());
        }
        return links;
    }

    private static Reading<LinkTable> understood(Reading<byte[]> json) throws IOException {
        Optional<byte[]> text = json.value();
        return text.isPresent()
                ? Reading.of(LinkTableParser.parse(text.get()))
                : json.map(none -> new LinkTable(List.of()));
    }
}
