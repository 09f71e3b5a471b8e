// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.proxmox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vfnet.interop.Exported;
import vfnet.interop.Exported.ExportedFile;
import vfnet.interop.HostPort;
import vfnet.interop.HostVf;
import vfnet.interop.format.LabelGroup;
import vfnet.interop.format.Unsupported;
import vfnet.interop.proxmox.PciMapping.Entry;
import vfnet.model.PciAddress;
import vfnet.model.desired.SavedPort;

/**
 * Writes PCI resource mappings: one for each group of labels, and one for the VFs of each port that have no label. The
 * VFs must exist: Proxmox compares their numbers with the mapping whenever a VM starts (assert_valid).
 */
public final class ProxmoxExport {
    private final ProxmoxHost host;
    private final Unsupported losses = new Unsupported("Proxmox");
    private final Map<String, Group> groups = new LinkedHashMap<>();
    /** A VF of a card with several ports on one function is on each of them. */
    private final Map<String, String> mapped = new LinkedHashMap<>();

    /** A mapping in the making; a port stands for it in messages. */
    private record Group(String name, SavedPort port, List<Entry> entries) {}

    private ProxmoxExport(ProxmoxHost host) {
        this.host = host;
    }

    /**
     * Writes ports.
     *
     * @param ports as saved
     * @param header the first line of the file, a comment
     * @param host the node
     * @return one file, and what is not in it
     */
    public static Exported of(List<SavedPort> ports, String header, ProxmoxHost host) {
        ProxmoxExport export = new ProxmoxExport(host);
        List<PciMapping> mappings = export.mappings(ports);
        return export.losses.exported(
                mappings.isEmpty()
                        ? List.of()
                        : List.of(new ExportedFile("pci.cfg", header + "\n" + export.text(mappings))));
    }

    /**
     * {@return the mapping that has this VF; empty where it cannot be in one}
     *
     * @param ports as saved
     * @param host the node
     * @param vf the VF's address
     */
    public static Optional<PciMapping> containing(List<SavedPort> ports, ProxmoxHost host, PciAddress vf) {
        String path = vf.toString();
        return new ProxmoxExport(host)
                .mappings(ports).stream()
                        .filter(mapping -> mapping.entries().stream()
                                .anyMatch(entry -> entry.value("node")
                                                .filter(host.node()::equals)
                                                .isPresent()
                                        && entry.value("path")
                                                .filter(path::equals)
                                                .isPresent()))
                        .findFirst();
    }

    private String text(List<PciMapping> mappings) {
        StringBuilder text = new StringBuilder("# The same, on any node of the cluster:\n");
        mappings.forEach(mapping -> text.append("#   ")
                .append(mapping.command(isThere(mapping.id())))
                .append('\n'));
        mappings.forEach(mapping -> text.append('\n').append(mapping.section()));
        return text.toString();
    }

    private boolean isThere(String id) {
        return existing(id).isPresent();
    }

    private Optional<PciMapping> existing(String id) {
        return host.mappings().flatMap(file -> file.mapping(id));
    }

    private List<PciMapping> mappings(List<SavedPort> ports) {
        ports.forEach(this::port);
        List<PciMapping> mappings = new ArrayList<>();
        groups.forEach((id, group) -> host.mappings()
                .flatMap(file -> file.flaw(id))
                .ifPresentOrElse(
                        flaw -> losses.impossible(group.port(), flaw.toString()),
                        () -> mappings.add(merged(id, group))));
        return mappings;
    }

    private void port(SavedPort port) {
        Optional<HostPort> there = host.port(port);
        if (there.isEmpty()) {
            losses.impossible(port, "a mapping names VFs as they are now, and this host has no such port");
            return;
        }
        if (port.count() == 0) {
            losses.note(port, "no VF is saved for it, so there is nothing to map");
        }
        List<Integer> missing = new ArrayList<>();
        List<Integer> unread = new ArrayList<>();
        for (int index = 0; index < port.count(); index++) {
            HostVf vf = there.get().vfs().get(index);
            if (vf == null) {
                missing.add(index);
            } else if (vf.id().isEmpty()) {
                unread.add(index);
            } else {
                add(port, index, there.get(), vf);
            }
        }
        if (!missing.isEmpty()) {
            losses.impossible(
                    port,
                    missing,
                    "a mapping names VFs as they are now, and these do not exist; run vfnet apply first");
        }
        if (!unread.isEmpty()) {
            losses.impossible(port, unread, "their vendor and device could not be read");
        }
    }

    private void add(SavedPort port, int index, HostPort there, HostVf vf) {
        String name = port.vf(index)
                .label()
                .map(LabelGroup::of)
                .or(() -> port.name().or(there.identity()::name).map(Object::toString))
                .orElseGet(() -> vf.address().toString());
        String id = PciMapping.id(name);
        Group group = groups.computeIfAbsent(id, _ -> new Group(name, port, new ArrayList<>()));
        if (!group.name().equals(name)) {
            losses.impossible(
                    port,
                    List.of(index),
                    "its mapping would be called " + id + ", like that of " + group.name()
                            + "; give one of the two another label");
            return;
        }
        String before = mapped.putIfAbsent(vf.address().toString(), id);
        if (before == null) {
            group.entries().add(entry(vf));
        } else if (port.vf(index).label().isPresent() && !before.equals(id)) {
            losses.impossible(
                    port,
                    List.of(index),
                    vf.address() + " is in the mapping " + before
                            + " already, for another port of its card; a device has one mapping");
        }
        if (group.entries().isEmpty()) {
            groups.remove(id);
        }
    }

    /** With the keys in the order in which Proxmox writes them. */
    private Entry entry(HostVf vf) {
        return new Entry("id=" + vf.id().orElseThrow()
                + vf.iommuGroup().map(number -> ",iommugroup=" + number).orElse("")
                + ",node=" + host.node()
                + ",path=" + vf.address()
                + vf.subsystem().map(own -> ",subsystem-id=" + own).orElse(""));
    }

    /** The lines of other nodes stay; those of this node are replaced, and named if their devices are not ours. */
    private PciMapping merged(String id, Group group) {
        Optional<PciMapping> before = existing(id);
        List<Entry> entries = new ArrayList<>();
        Set<String> dropped = new TreeSet<>();
        for (Entry entry : before.map(PciMapping::entries).orElse(List.of())) {
            if (entry.value("node").filter(host.node()::equals).isEmpty()) {
                entries.add(entry);
            } else {
                entry.value("path").ifPresent(dropped::add);
            }
        }
        dropped.removeAll(group.entries().stream()
                .map(own -> own.value("path").orElse(""))
                .collect(Collectors.toSet()));
        if (!dropped.isEmpty()) {
            losses.note(
                    group.port(),
                    "the mapping " + id + " no longer has " + String.join(", ", dropped) + " of this node, which "
                            + host.mappings().orElseThrow().name() + " has");
        }
        entries.addAll(group.entries());
        List<String> without = group.entries().stream()
                .filter(entry -> entry.value("iommugroup").isEmpty())
                .map(entry -> entry.value("path").orElseThrow())
                .toList();
        if (!without.isEmpty()) {
            losses.note(
                    group.port(),
                    "no VM can have " + String.join(", ", without) + ": without an IOMMU group; see vfnet doctor");
        }
        return new PciMapping(id, before.map(PciMapping::properties).orElse(List.of()), entries);
    }
}
