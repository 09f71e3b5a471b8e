// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.discovery.iproute.Link;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.eswitch.SwitchPort;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.NamespaceFile;

/** Another network namespace, the files that refer to it, and its links once they are known. */
final class Namespace {
    private Optional<String> name = Optional.empty();
    private Optional<Holder.Member> member = Optional.empty();
    private final List<String> files = new ArrayList<>(1);
    private List<Link> links = List.of();
    private Optional<NamespaceFile> entrance = Optional.empty();

    void name(String known) {
        name = Optional.of(known);
    }

    /** The process of the lowest number comes first, and is a container's first. */
    void member(Holder.Member known) {
        member = member.or(() -> Optional.of(known));
    }

    boolean hasMember() {
        return member.isPresent();
    }

    void file(String file) {
        files.add(file);
    }

    List<String> files() {
        return files;
    }

    /** By the file that led into it. */
    void links(List<Link> known, String file) {
        links = known;
        entrance = Optional.of(new NamespaceFile(file));
    }

    /** The file by which its links were listed. */
    Optional<NamespaceFile> entrance() {
        return entrance;
    }

    List<Link> links() {
        return links;
    }

    Holder.NetworkNamespace holder() {
        return new Holder.NetworkNamespace(name, member);
    }

    /** For messages. */
    String title() {
        return name.map(known -> "namespace " + known)
                .or(() -> member.map(known -> "the namespace of " + known.command() + " (process " + known.pid() + ")"))
                .orElse(files.getFirst());
    }

    /** The interface that it has of the function. */
    Optional<Link> link(PciAddress function) {
        return links.stream()
                .filter(link -> link.function().filter(function::equals).isPresent())
                .findFirst();
    }

    /** All interfaces that it has of the function, except those on top of another and those of the function's VFs. */
    List<Link> ports(PciAddress function) {
        return links.stream()
                .filter(link -> link.function().filter(function::equals).isPresent()
                        && link.on().isEmpty()
                        && link.below().isEmpty()
                        && link.portName()
                                .map(SwitchPort::of)
                                .filter(SwitchPort::isRepresentor)
                                .isEmpty())
                .toList();
    }

    /** Whether it has an interface of the function. */
    boolean has(PciAddress function) {
        return link(function).isPresent();
    }

    /**
     * Whether it has the VF's interface; where ip is too old to print functions, the administrative address decides.
     */
    boolean has(PciAddress vf, Optional<MacAddress> adminAddress) {
        boolean told = links.stream().anyMatch(link -> link.function().isPresent());
        return told
                ? has(vf)
                : adminAddress.isPresent()
                        && links.stream().anyMatch(link -> link.address().equals(adminAddress));
    }
}
