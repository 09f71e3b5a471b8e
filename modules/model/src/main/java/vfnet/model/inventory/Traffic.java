// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;

/**
 * Traffic through a port that stops when the port does: some drivers take the link down for seconds when VFs are
 * created or removed.
 */
public sealed interface Traffic {

    /** {@return the interface that has the route or address: the port's own, or a bridge, bond or VLAN above it} */
    InterfaceName via();

    /**
     * A default route of this namespace.
     *
     * @param via the interface that has the route or address
     */
    record DefaultRoute(InterfaceName via) implements Traffic {}

    /**
     * The SSH connection of the caller.
     *
     * @param peer the address that it comes from
     * @param via the interface that has the route or address
     */
    record SshSession(String peer, InterfaceName via) implements Traffic {}

    /**
     * Everything that passes through an interface on top of the port: a bridge with VMs, a bond, a VLAN.
     *
     * @param via that interface
     * @param kind its kind
     */
    record Upper(InterfaceName via, LinkKind kind) implements Traffic {}
}
