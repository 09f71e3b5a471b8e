// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.interop.HostPort;
import vfnet.interop.format.Findings;
import vfnet.interop.link.NetMatch.Answer;
import vfnet.interop.link.UnitFile.Section;

/**
 * systemd's files for interfaces in the order of their names. Only the first that matches a port takes effect
 * (systemd.link(5), systemd.network(5); link_get_config, src/udev/net/link-config.c).
 *
 * @param files in the order in which systemd tries them
 */
public record LinkFiles(List<Parsed> files) {

    /**
     * A file and its content.
     *
     * @param file the file
     * @param sections of it and of its drop-ins
     * @param match the ports that it matches
     */
    public record Parsed(LinkFile file, List<Section> sections, NetMatch match) {

        /** Whether systemd applies it to this port if no other file comes first. */
        Answer answer(HostPort port) {
            return match.answer(port, port.udev().applied(file.name()));
        }

        boolean has(String section) {
            return sections.stream().anyMatch(known -> known.name().equals(section));
        }
    }

    public static LinkFiles of(List<LinkFile> files, Findings findings) {
        List<Parsed> parsed = new ArrayList<>();
        for (LinkFile file : files) {
            List<Section> sections = new ArrayList<>();
            file.parts()
                    .forEach(part ->
                            sections.addAll(UnitFile.parse(part, findings).sections()));
            parsed.add(new Parsed(file, sections, NetMatch.of(sections)));
        }
        return new LinkFiles(parsed);
    }

    /** The file that systemd applies to a port; one whose conditions cannot be evaluated here is skipped. */
    public Optional<Parsed> applied(HostPort port) {
        return files.stream().filter(file -> file.answer(port) == Answer.YES).findFirst();
    }

    /** Those before a file whose conditions cannot be evaluated here. */
    List<Parsed> doubtfulBefore(Parsed file, HostPort port) {
        return files.subList(0, files.indexOf(file)).stream()
                .filter(before -> before.answer(port) == Answer.UNKNOWN)
                .toList();
    }
}
