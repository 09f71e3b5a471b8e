package vfnet.discovery;

import vfnet.model.HostPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.model.Holder;
import vfnet.model.MacAddress;
import vfnet.model.MachineView;
import vfnet.model.PciAddress;
import vfnet.model.PortElsewhere;
import vfnet.model.Reading;

/**
 * The other network namespaces of the machine: the named ones, and those that some process is in. Each is asked once
 * for its links, and only while a VF is missed whose namespace is not found yet.
 */
final class Namespaces {
    private static final Holder.NetworkNamespace UNKNOWN = new Holder.NetworkNamespace(Optional.empty(), Optional.empty());

    private final MachineView view;
    private final AttributeReader attributes;
    private final List<Namespace> asked = new ArrayList<>();
    private Optional<Iterator<Map.Entry<String, Namespace>>> notAsked = Optional.empty();

    /** A namespace, a file that stands for it, and its links once they are known. */
    private record Namespace(Optional<String> name, Optional<Holder.Member> member, String file, List<Link> links) {

        Namespace with(Optional<Holder.Member> found) {
            return new Namespace(name, found, file, links);
        }

        Namespace with(List<Link> found) {
            return new Namespace(name, member, file, found);
        }

        Holder.NetworkNamespace holder() {
            return new Holder.NetworkNamespace(name, member);
        }

        Optional<Link> link(PciAddress function) {
            return links.stream().filter(link -> link.function().filter(function::equals).isPresent()).findFirst();
        }

        boolean has(PciAddress vf, Optional<MacAddress> adminAddress) {
            boolean told = links.stream().anyMatch(link -> link.function().isPresent());
            return links.stream().anyMatch(link -> told ? link.function().filter(vf::equals).isPresent()
                    : adminAddress.isPresent() && link.address().equals(adminAddress));
        }
    }

    Namespaces(MachineView view, AttributeReader attributes) {
        this.view = view;
        this.attributes = attributes;
    }

    /**
     * The namespace that a VF's interface is in: {@code parentdev} tells, and where ip is too old for that, the address
     * that was set through the PF.
     */
    Holder.NetworkNamespace of(PciAddress vf, Optional<MacAddress> adminAddress) {
        return find(vf, adminAddress).map(Namespace::holder).orElse(UNKNOWN);
    }

    /** Where the interface of a PF is that has none here. An address tells nothing of it. */
    PortElsewhere ofPf(PciAddress pf) {
        Optional<Namespace> found = find(pf, Optional.empty());
        Optional<Link> link = found.flatMap(namespace -> namespace.link(pf));
        return new PortElsewhere(found.map(Namespace::holder).orElse(UNKNOWN), link.map(Link::name),
                link.flatMap(Namespaces::permanentAddress));
    }

    /** An ip that is new enough to print {@code parentdev} also prints {@code permaddr} wherever it differs (iproute2). */
    private static Optional<MacAddress> permanentAddress(Link link) {
        return link.differingPermanentAddress().or(link::addressBeforeBond).or(link::address);
    }

    private Optional<Namespace> find(PciAddress function, Optional<MacAddress> adminAddress) {
        for (Namespace namespace : asked) {
            if (namespace.has(function, adminAddress)) {
                return Optional.of(namespace);
            }
        }
        while (notAsked().hasNext()) {
            Namespace namespace = ask(notAsked().next().getValue());
            asked.add(namespace);
            if (namespace.has(function, adminAddress)) {
                return Optional.of(namespace);
            }
        }
        return Optional.empty();
    }

    private Iterator<Map.Entry<String, Namespace>> notAsked() {
        if (notAsked.isEmpty()) {
            notAsked = Optional.of(others().entrySet().iterator());
        }
        return notAsked.get();
    }

    /** By the kernel's number of it, which a link to it shows as {@code net:[4026532177]}. */
    private Map<String, Namespace> others() {
        Map<String, Namespace> others = new LinkedHashMap<>();
        Path named = new HostPlaces(view.sysroot()).namedNamespaces();
        attributes.names(named).value().orElse(List.of()).stream().sorted().forEach(name ->
                others.put(identity(named.resolve(name)), new Namespace(Optional.of(name), Optional.empty(),
                        attributes.name(named.resolve(name)), List.of())));
        Path processes = view.sysroot().processes();
        new ProcessReader(attributes).all(processes).value().ifPresent(byNumber ->
                byNumber.forEach((pid, process) -> addMember(pid, process, others)));
        attributes.linkTarget(namespaceOf(processes.resolve("self"))).value().ifPresent(others::remove);
        return others;
    }

    private void addMember(int pid, Path process, Map<String, Namespace> others) {
        Optional<String> identity = attributes.linkTarget(namespaceOf(process)).value();
        if (identity.isEmpty() || others.containsKey(identity.get()) && others.get(identity.get()).member.isPresent()) {
            return;
        }
        Optional<Holder.Member> member = Optional.of(new Holder.Member(pid, new ProcessReader(attributes).command(process)));
        others.merge(identity.get(), new Namespace(Optional.empty(), member, attributes.name(namespaceOf(process)), List.of()),
                (known, other) -> known.with(member));
    }

    private static Path namespaceOf(Path process) {
        return process.resolve("ns").resolve("net");
    }

    /** A name is a mount, whose number only a live host tells; a capture has a link in its place. */
    private String identity(Path name) {
        Optional<String> link = attributes.linkTarget(name).value();
        if (link.isEmpty() && view.sysroot().isLive()) {
            try {
                return "net:[" + Files.getAttribute(name, "unix:ino") + "]";
            } catch (IOException e) {
                return name.toString();
            }
        }
        return link.orElseGet(name::toString);
    }

    private Namespace ask(Namespace namespace) {
        Bounded<LinkTable> question = new Bounded<>(namespace.file, "its interfaces are unknown") {
            @Override
            Reading<LinkTable> find() {
                try {
                    Optional<byte[]> json = view.ip().linksIn(namespace.file).value();
                    return json.isPresent() ? Reading.of(LinkTableParser.parse(json.get())) : Reading.absent();
                } catch (IOException e) {
                    return unreadable("ip printed what is not its JSON");
                }
            }
        };
        if (question.answer().isUnreadable()) {
            // One that hangs, hangs on the kernel's link lock, which all namespaces share.
            notAsked = Optional.of(Collections.emptyIterator());
        }
        return namespace.with(question.answer().value().map(LinkTable::all).orElse(List.of()));
    }
}
