// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;

/**
 * An entry of a forwarding database: of a bridge, or of the filter of an interface.
 *
 * @param address the address
 * @param port the interface that it is behind, or whose filter it is in
 * @param master the bridge that has the entry; empty for an entry of the interface itself
 * @param isOwn whether it is an entry of the interface itself ("self")
 * @param isLocal whether it is an address of the bridge's own ("permanent")
 * @param isLocked whether its sender is not yet permitted to send (bridge-link(8), "mab")
 */
public record ForwardingEntry(
        MacAddress address,
        InterfaceName port,
        Optional<InterfaceName> master,
        boolean isOwn,
        boolean isLocal,
        boolean isLocked) {}
