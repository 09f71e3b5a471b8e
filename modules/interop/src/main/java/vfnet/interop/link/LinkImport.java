// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.interop.HostPort;
import vfnet.interop.Imported;
import vfnet.interop.format.Findings;
import vfnet.interop.format.Glob;
import vfnet.interop.link.LinkFiles.Parsed;
import vfnet.interop.link.NetMatch.Answer;
import vfnet.interop.link.UnitFile.Assignment;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/**
 * Reads systemd's .link files (systemd.link(5)), {@code SR-IOVVirtualFunctions=} and the [SR-IOV] sections, and the
 * latter of .network files (systemd.network(5)). A port gets what systemd would do to it: the first file that matches
 * takes effect, one that matches several ports applies to each, and what systemd would never apply is left out and
 * reported.
 */
public final class LinkImport {
    private final Findings findings = new Findings();
    private final LinkFiles links;
    private final LinkFiles networks;
    private final List<HostPort> host;
    private final Map<LinkFile, LinkVfs> said = new HashMap<>();

    private LinkImport(List<LinkFile> links, List<LinkFile> networks, List<HostPort> host) {
        this.links = LinkFiles.of(links, findings);
        this.networks = LinkFiles.of(networks, findings);
        this.host = host;
    }

    /**
     * Reads files.
     *
     * @param links .link files in the order of their names
     * @param networks .network files in the order of their names
     * @param host the present ports
     * @return the ports, what cannot be saved, and the errors
     */
    public static Imported of(List<LinkFile> links, List<LinkFile> networks, List<HostPort> host) {
        LinkImport read = new LinkImport(links, networks, host);
        for (Parsed file : read.links.files()) {
            if (LinkVfs.areIn(file.sections())) {
                read.link(file);
            }
        }
        read.networks.files().stream().filter(file -> file.has("SR-IOV")).forEach(read::network);
        return read.findings.imported();
    }

    private LinkVfs vfs(Parsed file) {
        return said.computeIfAbsent(file.file(), any -> LinkVfs.of(file, findings));
    }

    private void link(Parsed file) {
        List<HostPort> matched = matched(file, links);
        matched.forEach(port -> doubts(file, port));
        matched.forEach(port -> port(file, port, vfs(file).number(), vfs(port, vfs(file))));
        if (!matched.isEmpty()) {
            patterns(file);
        }
        if (host.stream().allMatch(port -> file.answer(port) == Answer.NO) || LinkAbsent.namesOthers(file, host)) {
            new LinkAbsent(file, host, findings)
                    .ports().stream()
                            .map(HostPort::absent)
                            .forEach(port -> port(file, port, vfs(file).number(), vfs(port, vfs(file))));
        }
    }

    private void port(Parsed file, HostPort port, int count, SortedMap<Integer, SavedVf> vfs) {
        SavedPort known = port.identity();
        if (vfs(file).isEmpty()) {
            return;
        }
        findings.port(place(file, port), known.withVfs(count, vfs));
    }

    private void patterns(Parsed file) {
        LinkAbsent.NAMING.stream()
                .flatMap(key -> file.match().values(key).stream())
                .filter(value -> !Glob.isPlain(value.value()))
                .findFirst()
                .ifPresent(value -> findings.lost(
                        value.place(),
                        value.key() + "=" + value.value() + " also means ports "
                                + "that are added later; vfnet saves those that are there"));
    }

    /** The ports to which systemd applies the file; where another comes first, that is reported. */
    private List<HostPort> matched(Parsed file, LinkFiles among) {
        List<HostPort> matched = new ArrayList<>();
        for (HostPort port : host) {
            Optional<Parsed> first = among.applied(port);
            boolean maybe = file.answer(port) == Answer.UNKNOWN
                    && first.filter(other ->
                                    among.files().indexOf(other) < among.files().indexOf(file))
                            .isEmpty();
            if (!port.sriov() && !LinkAbsent.names(file, port)) {
                continue;
            }
            if (first.filter(file::equals).isPresent() || maybe) {
                matched.add(port);
            } else if (file.answer(port) != Answer.NO) {
                findings.lost(
                        file.file().place(),
                        "systemd never applies it to " + port.title() + ", because "
                                + first.orElseThrow().file().place()
                                + " matches that port and comes first; it is left out for this port");
            }
        }
        return matched;
    }

    private void doubts(Parsed file, HostPort port) {
        if (file.answer(port) == Answer.UNKNOWN) {
            file.match()
                    .unknown()
                    .forEach(condition -> findings.lost(
                            condition.place(),
                            condition.key() + "=" + condition.value()
                                    + " is a condition that vfnet does not know; it saves the port without it"));
        }
        for (Parsed before : links.doubtfulBefore(file, port)) {
            before.match()
                    .unknown()
                    .forEach(condition -> findings.lost(
                            condition.place(),
                            condition.key() + "=" + condition.value()
                                    + " is a condition that vfnet does not know; where it holds, systemd does not "
                                    + "apply "
                                    + file.file().place()
                                    + " to " + port.title()));
        }
    }

    /** networkd configures existing VFs, after udev, and creates none. */
    private void network(Parsed file) {
        for (HostPort port : matched(file, networks)) {
            if (links.applied(port)
                    .filter(link -> LinkVfs.areIn(link.sections()))
                    .isPresent()) {
                continue;
            }
            LinkVfs own = vfs(file);
            own.vfs()
                    .tailMap(port.identity().count())
                    .keySet()
                    .forEach(index -> findings.lost(
                            file.file().place(),
                            "VF " + index + " is not there: networkd creates no VFs, and " + port.title() + " has "
                                    + port.identity().count()));
            if (port.identity().count() > 0) {
                port(
                        file,
                        port,
                        port.identity().count(),
                        own.vfs().headMap(port.identity().count()));
            }
        }
    }

    /** The port's .network file is applied later, and takes precedence. */
    private SortedMap<Integer, SavedVf> vfs(HostPort port, LinkVfs link) {
        SortedMap<Integer, SavedVf> vfs = new TreeMap<>(link.vfs());
        networks.applied(port)
                .filter(file -> file.has("SR-IOV"))
                .ifPresent(file -> vfs(file)
                        .vfs()
                        .headMap(link.number())
                        .forEach((index, vf) -> vfs.merge(index, vf, LinkImport::over)));
        return vfs;
    }

    private static SavedVf over(SavedVf below, SavedVf above) {
        return new SavedVf(below.index(), above.settings().over(below.settings()), above.driver(), above.label());
    }

    private static String place(Parsed file, HostPort port) {
        return LinkAbsent.naming(file)
                .flatMap(condition -> condition.values().stream()
                        .filter(value -> LinkAbsent.means(condition, value, port))
                        .map(Assignment::place)
                        .findFirst())
                .orElse(file.file().place());
    }
}
