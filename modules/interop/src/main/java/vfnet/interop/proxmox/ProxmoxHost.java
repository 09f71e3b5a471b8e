// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.proxmox;

import java.util.List;
import java.util.Optional;
import vfnet.interop.HostPort;
import vfnet.model.desired.SavedPort;

/**
 * The node of a cluster for which mappings are written.
 *
 * @param node its name in the cluster
 * @param mappings what the cluster has; empty where that cannot be read, or there is none
 * @param ports the ports of the node, with their VFs
 */
public record ProxmoxHost(String node, Optional<MappingFile> mappings, List<HostPort> ports) {
    private static final int MAX_NAME = 63;

    /** Copies the list. */
    public ProxmoxHost {
        ports = List.copyOf(ports);
    }

    /**
     * {@return whether this can be the name of a node: a label of a host name (pve-node, PVE::JSONSchema)}
     *
     * @param name the name
     */
    public static boolean isNode(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
            if (!plain) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= MAX_NAME && !name.startsWith("-") && !name.endsWith("-");
    }

    Optional<HostPort> port(SavedPort saved) {
        return ports.stream().filter(port -> port.is(saved)).findFirst();
    }
}
