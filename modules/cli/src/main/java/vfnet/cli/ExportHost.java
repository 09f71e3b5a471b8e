package vfnet.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.exchange.HostPort;
import vfnet.exchange.KeyfileHost;
import vfnet.exchange.LinkFile;
import vfnet.exchange.LinkHost;
import vfnet.exchange.NetplanHost;
import vfnet.exchange.SourceFile;
import vfnet.model.FilePlaces;
import vfnet.model.SystemFiles;

/**
 * What the host tells other tools already, and what the folder for the new files holds. A person who may not read all of it
 * can export; what could not be looked at is said.
 *
 * @param session  the machine
 * @param output   where the new files go; empty for stdout
 * @param problems what could not be looked at
 */
record ExportHost(Session session, Optional<Path> output, List<String> problems) {

    ExportHost(Session session, Optional<Path> output) {
        this(session, output, new ArrayList<>());
    }

    /** Something of the host that may be unreadable. */
    private interface Look<T> {
        T look() throws CommandFailure;
    }

    private <T> T looked(Look<T> look, T otherwise) {
        try {
            return look.look();
        } catch (CommandFailure e) {
            problems.add(e.getMessage());
            return otherwise;
        }
    }

    private SystemFiles files() {
        return new SystemFiles(session.machine().sysroot());
    }

    private ForeignFiles foreign(FilePlaces places) {
        return new ForeignFiles(session.machine().sysroot(), places);
    }

    private List<HostPort> ports() {
        return looked(() -> HostPorts.of(session.inventory(), session.machine().sysroot()), List.of());
    }

    private static boolean isOurs(SourceFile file) {
        return file.text().startsWith(OutputFolder.HEADER);
    }

    LinkHost links() {
        ForeignFiles usual = foreign(files().links());
        ForeignFiles all = output.map(usual::with).orElse(usual);
        List<LinkFile> links = looked(all::links, List.of());
        return new LinkHost(withoutOurs(links), !links.isEmpty() || all.has("99-default.link"), ports());
    }

    /** netplan's own files begin so (netplan generate); the new ones will take their place. */
    NetplanHost netplan() {
        ForeignFiles usual = foreign(files().netplan());
        List<SourceFile> yaml = looked(output.map(usual::with).orElse(usual)::plain, List.of());
        List<LinkFile> networks = looked(foreign(files().networks())::links, List.of());
        return new NetplanHost(yaml.stream().filter(file -> !isOurs(file)).toList(),
                networks.stream().filter(network -> !network.name().startsWith("10-netplan-")).toList(), ports());
    }

    KeyfileHost keyfiles() {
        List<SourceFile> profiles = looked(foreign(files().connections())::plain, List.of());
        return new KeyfileHost(profiles.stream().filter(file -> !isOurs(file)).toList(), ports());
    }

    private static List<LinkFile> withoutOurs(List<LinkFile> links) {
        return links.stream().filter(link -> !isOurs(link.parts().getFirst()))
                .map(link -> new LinkFile(link.name(), link.parts().stream().filter(part -> !isOurs(part)).toList())).toList();
    }
}
