// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.kubernetes;

import java.util.List;
import vfnet.interop.HostPort;
import vfnet.model.desired.SavedPort;

/**
 * The node of a cluster for which files are written.
 *
 * @param name its name in the cluster, which the label {@code kubernetes.io/hostname} has
 * @param ports its ports, with their VFs
 */
public record KubernetesNode(String name, List<HostPort> ports) {
    private static final int MAX_NAME = 253;

    /** Copies the list. */
    public KubernetesNode {
        ports = List.copyOf(ports);
    }

    /**
     * {@return whether this can be the name of a node: a host name in lower case (RFC 1123, as Kubernetes checks it)}
     *
     * @param name the name
     */
    public static boolean isNode(String name) {
        for (String label : name.split("\\.", -1)) {
            boolean plain = !label.isEmpty() && !label.startsWith("-") && !label.endsWith("-");
            if (!plain || !KubernetesNames.object(label).equals(label)) {
                return false;
            }
        }
        return name.length() <= MAX_NAME;
    }

    HostPort port(SavedPort saved) {
        return ports.stream().filter(port -> port.is(saved)).findFirst().orElseGet(() -> HostPort.absent(saved));
    }
}
