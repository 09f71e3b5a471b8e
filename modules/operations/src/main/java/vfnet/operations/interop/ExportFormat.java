// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.interop;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vfnet.interop.PortWriter;
import vfnet.interop.keyfile.KeyfileExport;
import vfnet.interop.kubernetes.DevicePluginExport;
import vfnet.interop.kubernetes.DraExport;
import vfnet.interop.kubernetes.OperatorExport;
import vfnet.interop.link.LinkExport;
import vfnet.interop.netplan.NetplanExport;
import vfnet.interop.nmstate.NmstateExport;
import vfnet.interop.nova.NovaExport;
import vfnet.interop.proxmox.ProxmoxExport;
import vfnet.operations.OperationException;

/** The formats that the saved configuration is written in. */
public enum ExportFormat {
    /** systemd's {@code .link} files. */
    LINK("link", true, false),
    /** netplan's YAML. */
    NETPLAN("netplan", true, true),
    /** NetworkManager's connection profiles. */
    NETWORKMANAGER("networkmanager", true, true),
    /** PCI resource mappings of Proxmox VE. */
    PROXMOX("proxmox", false, false),
    /** nmstate's desired state. */
    NMSTATE("nmstate", true, false),
    /** sriov-network-device-plugin's ConfigMap, networks of sriov-cni, and KubeVirt's list of devices. */
    DEVICE_PLUGIN("device-plugin", false, false),
    /** Objects of dra-driver-sriov. */
    DRA("dra", false, false),
    /** Policies of the sriov-network-operator. */
    SRIOV_OPERATOR("sriov-operator", false, false),
    /** {@code [pci] device_spec} of nova-compute. */
    NOVA("nova", false, false);

    private final String id;
    private final boolean createsVfs;
    private final boolean isPrivate;

    ExportFormat(String id, boolean createsVfs, boolean isPrivate) {
        this.id = id;
        this.createsVfs = createsVfs;
        this.isPrivate = isPrivate;
    }

    /**
     * {@return the format of this name; empty where there is none}
     *
     * @param id the name on the command line, such as {@code netplan}
     */
    public static Optional<ExportFormat> named(String id) {
        return Arrays.stream(values()).filter(format -> format.id.equals(id)).findFirst();
    }

    /** {@return all names, for a message} */
    public static String names() {
        return alternatives(Arrays.stream(values()).map(format -> format.id).toList());
    }

    /**
     * {@return names as a choice: {@code link, netplan or proxmox}}
     *
     * @param names at least two
     */
    public static String alternatives(List<String> names) {
        return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }

    /** {@return whether only the owner may read the files, as netplan and NetworkManager require} */
    public boolean isPrivate() {
        return isPrivate;
    }

    /** {@return whether the tool creates VFs by these files, beside which vfnet must not} */
    public boolean createsVfs() {
        return createsVfs;
    }

    /**
     * {@return the writer of the format}
     *
     * @param host what the host's files already tell the tool
     * @throws OperationException when the format needs something that is not known of the host
     */
    public PortWriter writer(ExportHost host) throws OperationException {
        return switch (this) {
            case LINK -> {
                var known = host.links();
                yield (ports, header) -> LinkExport.of(ports, header, known);
            }
            case NETPLAN -> {
                var known = host.netplan();
                yield (ports, header) -> NetplanExport.of(ports, header, known);
            }
            case NETWORKMANAGER -> {
                var known = host.keyfiles();
                yield (ports, header) -> KeyfileExport.of(ports, header, known);
            }
            case PROXMOX -> {
                var known = host.proxmox();
                yield (ports, header) -> ProxmoxExport.of(ports, header, known);
            }
            case NMSTATE -> NmstateExport::of;
            case DEVICE_PLUGIN -> {
                var known = host.kubernetes();
                yield (ports, header) -> DevicePluginExport.of(ports, header, known);
            }
            case DRA -> {
                var known = host.kubernetes();
                yield (ports, header) -> DraExport.of(ports, header, known);
            }
            case SRIOV_OPERATOR -> {
                var known = host.kubernetes();
                yield (ports, header) -> OperatorExport.of(ports, header, known);
            }
            case NOVA -> {
                var known = host.ports();
                yield (ports, header) -> NovaExport.of(ports, header, known);
            }
        };
    }
}
