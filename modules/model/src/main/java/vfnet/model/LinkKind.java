package vfnet.model;

/** What kind of interface the kernel made: {@code info_kind} of its link. */
public enum LinkKind {
    BRIDGE("bridge"), BOND("bond"), TEAM("team"), OPEN_VSWITCH("openvswitch"), VRF("vrf"), VLAN("vlan"),
    MACVLAN("macvlan"), MACVTAP("macvtap"), IPVLAN("ipvlan"), IPVTAP("ipvtap"),
    /** One that stands in no row above, or of which nobody knows what it is. */
    OTHER("");

    private final String kernelName;

    LinkKind(String kernelName) {
        this.kernelName = kernelName;
    }

    /** The kind that the kernel calls {@code name}. */
    public static LinkKind of(String name) {
        for (LinkKind kind : values()) {
            if (kind.kernelName.equals(name)) {
                return kind;
            }
        }
        return OTHER;
    }

    /** Whether it unites interfaces below it, as opposed to being made of a single one. */
    public boolean hasMembers() {
        return ordinal() <= VRF.ordinal();
    }
}
