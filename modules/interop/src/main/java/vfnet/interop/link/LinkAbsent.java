// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import vfnet.interop.HostPort;
import vfnet.interop.format.Findings;
import vfnet.interop.format.Glob;
import vfnet.interop.format.PlainName;
import vfnet.interop.link.LinkFiles.Parsed;
import vfnet.interop.link.NetMatch.Condition;
import vfnet.interop.link.UnitFile.Assignment;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.desired.SavedPort;

/**
 * The ports that a .link file names and that are absent: each value of the condition that names ports is one.
 *
 * @param file the file
 * @param host the present ports
 * @param findings takes the errors
 */
record LinkAbsent(Parsed file, List<HostPort> host, Findings findings) {
    static final List<String> NAMING = List.of("PermanentMACAddress", "MACAddress", "Path", "OriginalName");
    private static final List<String> UNDERSTOOD =
            List.of("PermanentMACAddress", "MACAddress", "Path", "OriginalName", "Type");
    /** udev's ID_PATH of a PCI function begins so (udev-builtin-path_id.c). */
    private static final String PCI = "pci-";

    /** The condition that identifies the file's ports; empty where none does. */
    static Optional<Condition> naming(Parsed file) {
        return NAMING.stream()
                .flatMap(key -> file.match().conditions().stream()
                        .filter(condition -> condition.key().equals(key)))
                .filter(condition -> condition.values().stream()
                        .anyMatch(value -> !value.value().equals("*")))
                .findFirst();
    }

    /** Whether a file names this port itself, and not by a pattern for many. */
    static boolean names(Parsed file, HostPort port) {
        return naming(file).stream()
                .anyMatch(condition -> condition.values().stream()
                        .anyMatch(value -> Glob.isPlain(value.value()) && means(condition, value, port)));
    }

    /** Whether this one value matches a port. */
    static boolean means(Condition condition, Assignment value, HostPort port) {
        return new NetMatch(List.of(new Condition(condition.key(), List.of(value)))).answer(port, false)
                == NetMatch.Answer.YES;
    }

    /** Whether a file that matches ports of this host names others by their addresses or slots. */
    static boolean namesOthers(Parsed file, List<HostPort> host) {
        return naming(file).filter(condition -> !condition.key().equals("OriginalName")).stream()
                .flatMap(condition -> condition.values().stream()
                        .filter(value -> Glob.isPlain(value.value())
                                && host.stream().noneMatch(port -> means(condition, value, port))))
                .findAny()
                .isPresent();
    }

    List<SavedPort> ports() {
        Optional<Condition> naming = naming(file);
        List<SavedPort> ports = new ArrayList<>();
        if (naming.isEmpty()) {
            findings.flaw(
                    file.sections().stream()
                            .filter(section -> section.name().equals("Match"))
                            .findFirst()
                            .map(UnitFile.Section::place)
                            .orElse(file.file().place()),
                    "[Match] names no port by PermanentMACAddress=, Path= or "
                            + "OriginalName=, and vfnet saves each port by itself; give each a file of its own");
        }
        naming.ifPresent(condition ->
                condition.values().forEach(value -> port(condition, value).ifPresent(ports::add)));
        if (!ports.isEmpty()) {
            file.match().conditions().stream()
                    .filter(other -> !UNDERSTOOD.contains(other.key()))
                    .flatMap(other -> other.values().stream())
                    .forEach(value -> findings.lost(
                            value.place(),
                            value.key() + "=" + value.value()
                                    + " is a condition that vfnet does not know; it saves the port without it"));
        }
        return ports;
    }

    /** Where the value is a port of this host, the other conditions exclude it. */
    private Optional<SavedPort> port(Condition condition, Assignment value) {
        Optional<HostPort> there =
                host.stream().filter(port -> means(condition, value, port)).findFirst();
        if (there.isPresent()) {
            if (file.answer(there.get()) == NetMatch.Answer.NO) {
                findings.lost(
                        value.place(),
                        value.key() + "=" + value.value() + " is " + there.get().title()
                                + ", which the other conditions of [Match] exclude; systemd never applies the file "
                                + "to it, and it is left out");
            }
            return Optional.empty();
        }
        return switch (condition.key()) {
            case "Path" -> pci(value).map(address -> saved(Optional.empty(), Optional.of(address), Optional.empty()));
            case "OriginalName" ->
                name(value).map(name -> saved(Optional.empty(), Optional.empty(), Optional.of(name)));
            default ->
                findings.address(value.place(), value.key(), value.value())
                        .map(address ->
                                saved(Optional.of(address), single("Path").flatMap(this::pci), Optional.empty()));
        };
    }

    /** With the name, too, where the file has only one port and sets one. */
    private SavedPort saved(Optional<MacAddress> address, Optional<PciAddress> place, Optional<InterfaceName> name) {
        return new SavedPort(
                address,
                place,
                0,
                name.or(() -> single("OriginalName").flatMap(value -> PlainName.parse(value.value()))),
                0,
                new TreeMap<>());
    }

    private Optional<Assignment> single(String key) {
        List<Assignment> values = file.match().values(key);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** {@code pci-0000:01:00.0}, possibly followed by a star: the port's own path ends there. */
    private Optional<PciAddress> pci(Assignment path) {
        String text = path.value().endsWith("*")
                ? path.value().substring(0, path.value().length() - 1)
                : path.value();
        Optional<PciAddress> address =
                text.startsWith(PCI) ? PciAddress.parse(text.substring(PCI.length())) : Optional.empty();
        if (address.isEmpty()) {
            findings.flaw(path.place(), "Path=" + path.value() + " is not one PCI function, such as pci-0000:01:00.0");
        }
        return address;
    }

    private Optional<InterfaceName> name(Assignment name) {
        Optional<InterfaceName> known = PlainName.parse(name.value());
        if (known.isEmpty()) {
            findings.flaw(
                    name.place(),
                    "OriginalName=" + name.value() + " is not the name of one interface; vfnet saves each "
                            + "port by itself, so give each a file of its own");
        }
        return known;
    }
}
