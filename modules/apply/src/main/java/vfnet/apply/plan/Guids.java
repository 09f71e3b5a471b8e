// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import vfnet.model.inventory.Port;

/** InfiniBand's counterpart of a MAC address: two GUIDs of each VF, which vfnet does not set yet. */
public final class Guids {
    private Guids() {}

    /**
     * {@return why a VF of an InfiniBand port has no MAC address, and what to set in its place}
     *
     * @param port the port
     * @param vf the VF's number, from 0
     */
    public static String noMacAddress(Port port, int vf) {
        return port.networkInterface().name() + " is InfiniBand, so its VFs have GUIDs and no MAC address; "
                + howToSet(port, vf);
    }

    /**
     * {@return how to set the GUIDs of a VF (ip-link(8))}
     *
     * @param port the port
     * @param vf the VF's number, from 0
     */
    public static String howToSet(Port port, int vf) {
        String command = "ip link set " + port.networkInterface().name() + " vf " + vf;
        return "vfnet does not set GUIDs yet: " + command + " node_guid GUID, and " + command + " port_guid GUID";
    }
}
