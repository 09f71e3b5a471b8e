// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

/** What kind of interface the kernel made: {@code info_kind} of its link. */
public enum LinkKind {
    /** A bridge of the kernel. */
    BRIDGE("bridge", "bridge"),
    /** A bond of several links. */
    BOND("bond", "bond"),
    /** A team of several links. */
    TEAM("team", "team"),
    /** A switch of Open vSwitch. */
    OPEN_VSWITCH("openvswitch", "open_vswitch"),
    /** A routing domain of its own. */
    VRF("vrf", "vrf"),
    /** A VLAN of the interface below. */
    VLAN("vlan", "vlan"),
    /** A further address on the interface below. */
    MACVLAN("macvlan", "macvlan"),
    /** The same, for a VM. */
    MACVTAP("macvtap", "macvtap"),
    /** A further IP stack on the interface below. */
    IPVLAN("ipvlan", "ipvlan"),
    /** The same, for a VM. */
    IPVTAP("ipvtap", "ipvtap"),
    /** One that stands in no row above, or of which nobody knows what it is. */
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

    /** {@return whether it unites interfaces below it, as opposed to being made of a single one} */
    public boolean hasMembers() {
        return compareTo(VRF) <= 0;
    }
}
