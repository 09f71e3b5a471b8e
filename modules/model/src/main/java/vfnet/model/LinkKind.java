// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

/** The kind of a virtual interface: {@code info_kind} of its link. */
public enum LinkKind {
    /** A bridge of the kernel. */
    BRIDGE("bridge", "bridge"),
    /** A bond of several links. */
    BOND("bond", "bond"),
    /** A team of several links. */
    TEAM("team", "team"),
    /** An Open vSwitch switch. */
    OPEN_VSWITCH("openvswitch", "open_vswitch"),
    /** A separate routing domain. */
    VRF("vrf", "vrf"),
    /** A VLAN on the interface below. */
    VLAN("vlan", "vlan"),
    /** An additional MAC address on the interface below. */
    MACVLAN("macvlan", "macvlan"),
    /** A macvlan for a VM. */
    MACVTAP("macvtap", "macvtap"),
    /** An additional IP stack on the interface below. */
    IPVLAN("ipvlan", "ipvlan"),
    /** An ipvlan for a VM. */
    IPVTAP("ipvtap", "ipvtap"),
    /** Any other kind, or an unknown one. */
    OTHER("", "other");

    private final String kernelName;
    private final String id;

    LinkKind(String kernelName, String id) {
        this.kernelName = kernelName;
        this.id = id;
    }

    /** {@return its name in JSON documents, which never changes} */
    public String id() {
        return id;
    }

    /**
     * {@return the kind that the kernel calls {@code name}}
     *
     * @param name as {@code ip} prints it
     */
    public static LinkKind of(String name) {
        for (LinkKind kind : values()) {
            if (kind.kernelName.equals(name)) {
                return kind;
            }
        }
        return OTHER;
    }

    /** {@return whether it joins several interfaces below it, as opposed to one on top of a single interface} */
    public boolean hasMembers() {
        return compareTo(VRF) <= 0;
    }
}
