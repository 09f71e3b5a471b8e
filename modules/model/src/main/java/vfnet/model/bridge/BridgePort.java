// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.bridge;

import vfnet.model.InterfaceName;

/**
 * A port of a bridge, or the bridge itself, behind which an address is.
 *
 * @param bridge the bridge
 * @param port the interface of its port; the bridge itself for its own addresses
 * @param index the ifindex of that interface
 */
public record BridgePort(InterfaceName bridge, InterfaceName port, int index) {

    /** For messages: {@code tap100i0 of vmbr0}, or the bridge alone. */
    @Override
    public String toString() {
        return port.equals(bridge) ? bridge.text() : port + " of " + bridge;
    }
}
