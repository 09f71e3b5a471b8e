// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

/** The origin of a VF's address; the first that applies decides. */
public enum Origin {
    /** The saved configuration has it. */
    SAVED("saved"),
    /** It is set through the PF now, by any program, and is kept. */
    LIVE("live"),
    /** {@link AddressGenerator} generated it. */
    GENERATED("generated"),
    /** {@link LegacyAddressGenerator} generated it, as vfnet 0.1 did. */
    LEGACY("vfnet-0.1");

    private final String id;

    Origin(String id) {
        this.id = id;
    }

    /** {@return its name in JSON documents, which never changes} */
    public String id() {
        return id;
    }
}
