// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vfnet.interop.HostPort;
import vfnet.interop.SourceFile;
import vfnet.interop.keyfile.KeyfileHost;
import vfnet.interop.kubernetes.KubernetesNode;
import vfnet.interop.link.LinkFile;
import vfnet.interop.link.LinkHost;
import vfnet.interop.netplan.NetplanHost;
import vfnet.interop.proxmox.MappingFile;
import vfnet.interop.proxmox.ProxmoxHost;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.system.SearchPath;
import vfnet.system.Sysroot;
import vfnet.system.SysrootFiles;
import vfnet.system.SystemFiles;

/**
 * What the host's files already tell other tools, and what the output folder holds. A user who cannot read all of it
 * can still export; what could not be read is reported.
 *
 * @param context the machine
 * @param output where the new files go; empty for stdout
 * @param node the name that the user gave the host in a cluster; empty for its host name
 * @param problems what could not be read
 */
public record ExportHost(
        OperationContext context, Optional<Path> output, Optional<String> node, List<String> problems) {
    private static final int MAX_NAME_BYTES = 4096;

    /**
     * A host of which nothing was read yet.
     *
     * @param context the machine
     * @param output where the new files go; empty for stdout
     * @param node the name that the user gave the host in a cluster
     */
    public ExportHost(OperationContext context, Optional<Path> output, Optional<String> node) {
        this(context, output, node, new ArrayList<>());
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

    /** {@return the ports, with their VFs} */
    public List<HostPort> ports() {
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

    /**
     * {@return Proxmox's PCI resource mappings, and the ports with their VFs}
     *
     * @throws OperationException when the host's name in the cluster is not known
     */
    public ProxmoxHost proxmox() throws OperationException {
        String name = withoutDomain(nodeName());
        if (!ProxmoxHost.isNode(name)) {
            throw notANode(name, "has letters, digits and hyphens");
        }
        Optional<MappingFile> mappings =
                looked(foreign(files().proxmoxMappings())::plain, List.<SourceFile>of()).stream()
                        .findFirst()
                        .map(MappingFile::parse);
        mappings.ifPresent(known -> known.unread().forEach(problem -> problems.add(problem.toString())));
        return new ProxmoxHost(name, mappings, ports());
    }

    /**
     * {@return the node of a Kubernetes cluster, whose name is the host's in small letters, with its domain
     * (GetHostname, pkg/util/node of Kubernetes)}
     *
     * @throws OperationException when the host's name in the cluster is not known
     */
    public KubernetesNode kubernetes() throws OperationException {
        String name = nodeName().toLowerCase(Locale.ROOT);
        if (!KubernetesNode.isNode(name)) {
            throw notANode(name, "has small letters, digits, hyphens and dots");
        }
        return new KubernetesNode(name, ports());
    }

    private OperationException notANode(String name, String rule) {
        return new OperationException(
                Kind.INVALID_REQUEST,
                (node.isPresent() ? "--node " + name + ": it" : "'" + name + "', this host's name,")
                        + " is not a node's name, which " + rule
                        + (node.isPresent() ? "" : "; give the right one with --node NAME"));
    }

    /** A Proxmox node's name has no domain (PVE::INotify::nodename). */
    private String withoutDomain(String name) {
        int dot = node.isPresent() ? -1 : name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private String nodeName() throws OperationException {
        Optional<String> name =
                node.isPresent() ? node : hostName(context.machine().sysroot());
        return name.orElseThrow(() -> new OperationException(
                Kind.INVALID_REQUEST,
                "the name of this host is not known, and the other hosts of its cluster know it by that; give it with "
                        + "--node NAME"));
    }

    /**
     * {@return a machine's name; empty where it cannot be read, as in most snapshots}
     *
     * @param sysroot the machine
     */
    public static Optional<String> hostName(Sysroot sysroot) {
        try {
            Path file = sysroot.hostName();
            String name = new String(SysrootFiles.read(sysroot, file, file, MAX_NAME_BYTES), StandardCharsets.UTF_8);
            return Optional.of(name.strip());
        } catch (IOException e) {
            return Optional.empty();
        }
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
