// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.function;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.discovery.iproute.Link;
import vfnet.discovery.iproute.Links;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.InterfaceIndex;
import vfnet.model.eswitch.SwitchPort;
import vfnet.model.inventory.Switchdev;
import vfnet.system.ParentFolder;

/**
 * Distinguishes a PF's ports from the representors beside them, and detects switchdev mode. A switch ID alone does not
 * show that: ice, nfp and newer mlx5 have one in legacy mode too. Representors do: only switchdev mode has them.
 */
final class SwitchPorts {
    private final AttributeReader attributes;
    private final Links links;

    SwitchPorts(AttributeReader attributes, Links links) {
        this.attributes = attributes;
        this.links = links;
    }

    /**
     * What the interface leads to.
     *
     * @param alone whether the function has no other: then it is read only from the link table, since nearly every card
     *     of every machine is one
     */
    SwitchPort of(InterfaceIndex.Entry entry, boolean alone) {
        Optional<String> name = links.named(entry.name()).flatMap(Link::portName);
        return name.isPresent() || alone
                ? name.map(SwitchPort::of).orElse(SwitchPort.UNKNOWN)
                : attributes
                        .text(entry.directory().resolve("phys_port_name"))
                        .value()
                        .map(SwitchPort::of)
                        .orElse(SwitchPort.UNKNOWN);
    }

    /**
     * Whether the switch is in switchdev mode. Before Linux 5.8 representors have no directory under the PF; there they
     * share the switch ID of its port.
     *
     * @param port the PF's port, beside whose directory those of representors are
     */
    Optional<Switchdev> mode(InterfaceIndex.Entry port) {
        Path beside = ParentFolder.of(port.directory());
        for (String name : attributes.names(beside).value().orElse(List.of()).stream()
                .sorted()
                .toList()) {
            if (attributes
                    .text(beside.resolve(name).resolve("phys_port_name"))
                    .value()
                    .map(SwitchPort::of)
                    .filter(SwitchPort::isRepresentor)
                    .isPresent()) {
                return Optional.of(new Switchdev(name + " is a representor"));
            }
        }
        Optional<String> id = links.named(port.name())
                .flatMap(Link::switchId)
                .or(() -> attributes
                        .text(port.directory().resolve("phys_switch_id"))
                        .value());
        return id.flatMap(known -> links.representor(known)
                .map(link -> new Switchdev(link.name() + " is a representor, of phys_switch_id " + known)));
    }
}
