// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.link;

import java.util.List;
import java.util.Optional;
import vfnet.interop.HostPort;
import vfnet.interop.format.Glob;
import vfnet.interop.format.PlainName;
import vfnet.interop.format.Unsupported;
import vfnet.interop.link.LinkFiles.Parsed;
import vfnet.interop.link.NetMatch.Answer;
import vfnet.model.desired.SavedPort;

/**
 * Where the VFs of a port must be written so that systemd reads them and still does what it does for the port today.
 * Only the first file that matches takes effect: if that one matches this port only, it gets a drop-in; if it matches
 * others, too, a new file before it repeats its content with the VFs.
 *
 * @param name of the file, below systemd's folder
 * @param head what comes before the number of VFs
 * @param notes what the user should know
 */
record LinkPlace(String name, String head, Optional<String> notes) {
    /** Each sorts before the previous one. */
    private static final List<String> PREFIXES = List.of("10-vfnet-", "00-vfnet-", "0-vfnet-");

    private static final List<String> DROP_INS = List.of("90-vfnet.conf", "zz-vfnet.conf");
    private static final String DEFAULT = "99-default.link";

    /** The content of systemd's own 99-default.link; AlternativeNamesPolicy= has mac since systemd 257. */
    private static final String AS_BY_DEFAULT = """
            [Link]
            NamePolicy=keep kernel database onboard slot path
            AlternativeNamesPolicy=database onboard slot path mac
            MACAddressPolicy=persistent
            """;

    /** Empty, and the port left out, where there is none. */
    static Optional<LinkPlace> of(SavedPort port, String title, LinkHost host, LinkFiles files, Unsupported losses) {
        HostPort there = host.port(port);
        Optional<Parsed> applied = files.applied(there);
        if (applied.isPresent() && isOfOnePort(applied.get(), there, host)) {
            return dropIn(applied.get(), port, losses);
        }
        Optional<String> match = match(port);
        Optional<String> prefix = PREFIXES.stream()
                .filter(known -> applied.filter(file -> file.file().name().compareTo(known) < 0)
                        .isEmpty())
                .findFirst();
        if (match.isEmpty()) {
            losses.impossible(
                    port,
                    "systemd could not find it: its permanent address is not saved, and its PCI address or name "
                            + "would not do");
            return Optional.empty();
        }
        if (prefix.isEmpty()) {
            losses.impossible(
                    port,
                    "systemd applies " + applied.orElseThrow().file().place()
                            + " to it and to others, and no file of vfnet " + "would come before that; rename it");
            return Optional.empty();
        }
        String note = applied.filter(file -> !file.file().name().equals(DEFAULT))
                .map(file -> "systemd applies " + file.file().place() + " to it today; " + prefix.get() + title
                        + ".link comes before that and says the same in [Link]")
                .orElse("");
        return Optional.of(new LinkPlace(
                prefix.get() + title + ".link",
                "[Match]\n" + match.get() + "\n\n" + settings(applied, host),
                Optional.of(note).filter(text -> !text.isEmpty())));
    }

    /** A path is the function's, which may have a second port. */
    private static Optional<String> match(SavedPort port) {
        return port.permanentAddress()
                .map(address -> "PermanentMACAddress=" + address)
                .or(() ->
                        port.pciAddress().filter(address -> port.devPort() == 0).map(address -> "Path=pci-" + address))
                .or(() -> port.name()
                        .filter(name ->
                                PlainName.isPlain(name) && port.pciAddress().isEmpty())
                        .map(name -> "OriginalName=" + name));
    }

    /** Whether the file matches one port, and it is this one: a drop-in would affect no other. */
    private static boolean isOfOnePort(Parsed file, HostPort port, LinkHost host) {
        return LinkAbsent.naming(file)
                        .filter(condition -> condition.values().size() == 1
                                && Glob.isPlain(condition.values().getFirst().value())
                                && !condition.values().getFirst().value().startsWith("!"))
                        .isPresent()
                && host.ports().stream().allMatch(other -> other.equals(port) || file.answer(other) == Answer.NO);
    }

    private static Optional<LinkPlace> dropIn(Parsed file, SavedPort port, Unsupported losses) {
        List<String> others = file.file().parts().stream()
                .skip(1)
                .filter(part -> part.text().contains("SR-IOV"))
                .map(part -> part.name().substring(part.name().lastIndexOf('/') + 1))
                .toList();
        Optional<String> name = DROP_INS.stream()
                .filter(known -> others.stream().allMatch(other -> other.compareTo(known) < 0))
                .findFirst();
        if (name.isEmpty()) {
            losses.impossible(
                    port,
                    "systemd applies " + file.file().place() + " to it, and its drop-in " + others.getLast()
                            + " says other VFs; take them out there");
            return Optional.empty();
        }
        String place = file.file().name() + ".d/" + name.get();
        return Optional.of(new LinkPlace(
                place,
                "[Link]\n",
                Optional.of("systemd applies " + file.file().place()
                        + " to it, and no other file; its VFs stand in the drop-in " + place)));
    }

    /** A copy of [Link] of the file and its drop-ins, except for VFs. */
    private static String settings(Optional<Parsed> applied, LinkHost host) {
        StringBuilder text = new StringBuilder("[Link]\n");
        applied.ifPresent(file -> file.sections().stream()
                .filter(section -> section.name().equals("Link"))
                .flatMap(section -> section.assignments().stream())
                .filter(assignment -> !assignment.key().startsWith("SR-IOV"))
                .forEach(assignment -> text.append(assignment.key())
                        .append('=')
                        .append(assignment.value())
                        .append('\n')));
        boolean isEmpty = text.length() == "[Link]\n".length();
        boolean isDefault =
                applied.map(file -> file.file().name().equals(DEFAULT)).orElse(!host.looked());
        return isEmpty && isDefault ? AS_BY_DEFAULT : text.toString();
    }
}
