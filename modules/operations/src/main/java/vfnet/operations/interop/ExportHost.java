// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.interop.HostPort;
import vfnet.interop.SourceFile;
import vfnet.interop.keyfile.KeyfileHost;
import vfnet.interop.link.LinkFile;
import vfnet.interop.link.LinkHost;
import vfnet.interop.netplan.NetplanHost;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.system.SearchPath;
import vfnet.system.SystemFiles;

/**
 * What the host's files already tell other tools, and what the output folder holds. A user who cannot read all of it
 * can still export; what could not be read is reported.
 *
 * @param context the machine
 * @param output where the new files go; empty for stdout
 * @param problems what could not be read
 */
public record ExportHost(OperationContext context, Optional<Path> output, List<String> problems) {

    /**
     * A host of which nothing was read yet.
     *
     * @param context the machine
     * @param output where the new files go; empty for stdout
     */
    public ExportHost(OperationContext context, Optional<Path> output) {
        this(context, output, new ArrayList<>());
    }

    /** A reading of the host that may fail. */
    private interface Look<T> {
        T look() throws OperationException;
    }

    private <T> T looked(Look<T> look, T otherwise) {
        try {
            return look.look();
        } catch (OperationException e) {
            problems.add(e.getMessage());
            return otherwise;
        }
    }

    private SystemFiles files() {
        return new SystemFiles(context.machine().sysroot());
    }

    private ThirdPartyFiles foreign(SearchPath places) {
        return new ThirdPartyFiles(context.machine().sysroot(), places);
    }

    private List<HostPort> ports() {
        return looked(() -> HostPorts.of(context.inventory(), context.machine().sysroot()), List.of());
    }

    private static boolean isOurs(SourceFile file) {
        return file.text().startsWith(OutputFolder.HEADER);
    }

    /** {@return systemd's {@code .link} files without those of an earlier export, and the ports} */
    public LinkHost links() {
        ThirdPartyFiles usual = foreign(files().links());
        ThirdPartyFiles all = output.map(usual::with).orElse(usual);
        List<LinkFile> links = looked(all::links, List.of());
        return new LinkHost(withoutOurs(links), !links.isEmpty() || all.has("99-default.link"), ports());
    }

    /**
     * {@return netplan's files without those of an earlier export, systemd's {@code .network} files, and the ports}
     * netplan's own {@code .network} files begin with {@code 10-netplan-} (netplan generate) and are left out: new ones
     * will replace them.
     */
    public NetplanHost netplan() {
        ThirdPartyFiles usual = foreign(files().netplan());
        List<SourceFile> yaml = looked(output.map(usual::with).orElse(usual)::plain, List.of());
        List<LinkFile> networks = looked(foreign(files().networks())::links, List.of());
        return new NetplanHost(
                yaml.stream().filter(file -> !isOurs(file)).toList(),
                networks.stream()
                        .filter(network -> !network.name().startsWith("10-netplan-"))
                        .toList(),
                ports());
    }

    /** {@return NetworkManager's profiles without those of an earlier export, and the ports} */
    public KeyfileHost keyfiles() {
        List<SourceFile> profiles = looked(foreign(files().connections())::plain, List.of());
        return new KeyfileHost(profiles.stream().filter(file -> !isOurs(file)).toList(), ports());
    }

    private static List<LinkFile> withoutOurs(List<LinkFile> links) {
        return links.stream()
                .filter(link -> !isOurs(link.parts().getFirst()))
                .map(link -> new LinkFile(
                        link.name(),
                        link.parts().stream().filter(part -> !isOurs(part)).toList()))
                .toList();
    }
}
