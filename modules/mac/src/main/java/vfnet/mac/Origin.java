package vfnet.mac;

/** Where a VF's address comes from; the first that applies decides. */
public enum Origin {
    /** The saved configuration has it. */
    SAVED,
    /** It is set through the PF now, by whomever, and is kept. */
    LIVE,
    /** {@link AddressGenerator} made it. */
    GENERATED
}
