package vfnet.exchange;

import java.util.List;
import java.util.Optional;
import vfnet.exchange.UnitFile.Assignment;
import vfnet.exchange.UnitFile.Section;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;

/**
 * Which port the [Match] section of a .link file means. A file for many ports is none for vfnet, which saves each by
 * itself.
 *
 * @param place            where it says so
 * @param permanentAddress {@code PermanentMACAddress=}, else {@code MACAddress=}
 * @param pciAddress       {@code Path=}
 * @param name             {@code OriginalName=}
 */
record LinkMatch(String place, Optional<MacAddress> permanentAddress, Optional<PciAddress> pciAddress,
                 Optional<InterfaceName> name) {
    /** udev's ID_PATH of a PCI function begins so (udev-builtin-path_id.c). */
    private static final String PCI = "pci-";

    /** Empty, and a flaw, where it means no port or several. */
    static Optional<LinkMatch> of(List<Section> sections, SourceFile file, Findings findings) {
        Optional<Assignment> permanent = LinkImport.last(sections, "Match", "PermanentMACAddress")
                .or(() -> LinkImport.last(sections, "Match", "MACAddress"));
        Optional<Assignment> path = LinkImport.last(sections, "Match", "Path");
        Optional<Assignment> name = LinkImport.last(sections, "Match", "OriginalName").filter(known -> !known.value().equals("*"));
        Optional<Assignment> first = permanent.or(() -> path).or(() -> name);
        if (first.isEmpty()) {
            findings.flaw(place(sections, file), "[Match] names no port by PermanentMACAddress=, Path= or OriginalName=, "
                    + "and vfnet saves each port by itself; give each a file of its own");
            return Optional.empty();
        }
        Optional<MacAddress> address = permanent.flatMap(known -> findings.address(known.place(), known.key(), known.value()));
        Optional<PciAddress> pci = path.flatMap(known -> pci(known, findings));
        Optional<InterfaceName> original = name.flatMap(known -> name(known, findings));
        boolean sound = permanent.isPresent() == address.isPresent() && path.isPresent() == pci.isPresent()
                && name.isPresent() == original.isPresent();
        others(sections, findings);
        return sound ? Optional.of(new LinkMatch(first.get().place(), address, pci, original)) : Optional.empty();
    }

    private static String place(List<Section> sections, SourceFile file) {
        return sections.stream().filter(section -> section.name().equals("Match")).findFirst().map(Section::place)
                .orElse(file.name());
    }

    /** {@code pci-0000:01:00.0}, perhaps with a star behind it: the port's own path has nothing more there. */
    private static Optional<PciAddress> pci(Assignment path, Findings findings) {
        String text = path.value().endsWith("*") ? path.value().substring(0, path.value().length() - 1) : path.value();
        Optional<PciAddress> address = text.startsWith(PCI) ? PciAddress.parse(text.substring(PCI.length())) : Optional.empty();
        if (address.isEmpty()) {
            findings.flaw(path.place(), "Path=" + path.value() + " is not one PCI function, such as pci-0000:01:00.0");
        }
        return address;
    }

    private static Optional<InterfaceName> name(Assignment name, Findings findings) {
        Optional<InterfaceName> known = PlainName.parse(name.value());
        if (known.isEmpty()) {
            findings.flaw(name.place(), "OriginalName=" + name.value() + " is not the name of one interface; vfnet saves each "
                    + "port by itself, so give each a file of its own");
        }
        return known;
    }

    private static void others(List<Section> sections, Findings findings) {
        List<String> known = List.of("PermanentMACAddress", "MACAddress", "Path", "OriginalName");
        sections.stream().filter(section -> section.name().equals("Match")).flatMap(section -> section.assignments().stream())
                .filter(match -> !known.contains(match.key())).forEach(match -> findings.lost(match.place(),
                        match.key() + "=" + match.value() + " is a condition that vfnet does not know; it saves the port without it"));
    }
}
