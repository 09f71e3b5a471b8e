package vfnet.model;

/** What kind of interface the kernel made: {@code info_kind} of its link. */
public enum LinkKind {
    /** A bridge of the kernel. */
    BRIDGE("bridge"),
    /** A bond of several links. */
    BOND("bond"),
    /** A team of several links. */
    TEAM("team"),
    /** A switch of Open vSwitch. */
    OPEN_VSWITCH("openvswitch"),
    /** A routing domain of its own. */
    VRF("vrf"),
    /** A VLAN of the interface below. */
    VLAN("vlan"),
    /** A further address on the interface below. */
    MACVLAN("macvlan"),
    /** The same, for a VM. */
    MACVTAP("macvtap"),
    /** A further IP stack on the interface below. */
    IPVLAN("ipvlan"),
    /** The same, for a VM. */
    IPVTAP("ipvtap"),
    /** One that stands in no row above, or of which nobody knows what it is. */
    OTHER("");

    private final String kernelName;

    LinkKind(String kernelName) {
        this.kernelName = kernelName;
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
        return ordinal() <= VRF.ordinal();
    }
}
