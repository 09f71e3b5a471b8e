// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;

/**
 * What passes through a port and stops when the port does: some drivers take the link down for seconds when VFs come or
 * go.
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
     * The SSH connection that the caller works through.
     *
     * @param peer the address that it comes from
     * @param via the interface that has the route or address
     */
    record SshSession(String peer, InterfaceName via) implements Traffic {}

    /**
     * Whatever passes through an interface that stands on the port: a bridge with VMs, a bond, a VLAN.
     *
     * @param via that interface
     * @param kind what it is
     */
    record Upper(InterfaceName via, LinkKind kind) implements Traffic {}
}
