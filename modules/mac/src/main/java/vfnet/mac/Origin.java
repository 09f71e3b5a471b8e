// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

/** Where a VF's address comes from; the first that applies decides. */
public enum Origin {
    /** The saved configuration has it. */
    SAVED("saved"),
    /** It is set through the PF now, by whomever, and is kept. */
    LIVE("live"),
    /** {@link AddressGenerator} made it. */
    GENERATED("generated");

    private final String id;

    Origin(String id) {
        this.id = id;
    }

    /** {@return its name in JSON documents, which never changes} */
    public String id() {
        return id;
    }
}
