// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.proxmox;

import java.util.List;
import java.util.Optional;
import vfnet.cli.passthrough.PassthroughSnippet;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.interop.proxmox.PciMapping;
import vfnet.interop.proxmox.ProxmoxExport;
import vfnet.interop.proxmox.ProxmoxHost;
import vfnet.model.desired.SavedPort;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.interop.ExportHost;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.VfRow;

/** The lines that assign a VF to a VM of Proxmox by a PCI resource mapping instead of its address on this node. */
public final class MappingLines {
    private MappingLines() {}

    /** {@return whether the lines are requested} */
    public static boolean areRequested(Invocation invocation, Optional<PassthroughSnippet.Tool> tool)
            throws OperationException {
        boolean isProxmox = tool.filter(PassthroughSnippet.Tool.PROXMOX::equals).isPresent();
        if (!isProxmox && (invocation.has(Options.MAPPING) || invocation.has(Options.NODE))) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "--mapping and --node are about Proxmox: add --for proxmox, as in "
                            + "'vfnet show opnsense-wan --for proxmox --mapping'");
        }
        if (invocation.has(Options.NODE) && !invocation.has(Options.MAPPING)) {
            throw new OperationException(
                    Kind.INVALID_REQUEST, "--node names this host in a mapping: add --mapping, or leave it out");
        }
        return invocation.has(Options.MAPPING);
    }

    /**
     * The mapping is that of the VF's label group, as vfnet export writes it.
     *
     * @throws OperationException when no mapping can have the VF
     */
    public static String of(VfRow row, ConfigurationView saved, Invocation invocation, Session session)
            throws OperationException {
        ExportHost host = new ExportHost(session.context(), Optional.empty(), invocation.value(Options.NODE));
        ProxmoxHost node = host.proxmox();
        List<SavedPort> ports = saved.configuration().ports();
        PciMapping mapping = ProxmoxExport.containing(
                        ports, node, row.function().address())
                .orElseThrow(() -> new OperationException(
                        Kind.FAILED,
                        row.title() + " can be in no mapping: it is not saved, so that it would not be there after the "
                                + "next boot (sudo vfnet persist), or 'vfnet export --to proxmox' says why"));
        boolean isThere =
                node.mappings().flatMap(file -> file.mapping(mapping.id())).isPresent();
        long own = mapping.entries().stream()
                .filter(entry -> entry.value("node").filter(node.node()::equals).isPresent())
                .count();
        return mapping.command(isThere) + "\n"
                + "qm set VMID --hostpci0 mapping=" + mapping.id() + "\n"
                + "# or this line in /etc/pve/qemu-server/VMID.conf, where hostpci0 to hostpci15 are possible:\n"
                + "hostpci0: mapping=" + mapping.id() + "\n"
                + "# append ,pcie=1 to either where the VM's machine type is q35\n"
                + (own > 1
                        ? "# " + mapping.id() + " has " + own + " VFs of this node; Proxmox takes the first that is "
                                + "free\n"
                        : "");
    }
}
