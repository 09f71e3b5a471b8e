// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

/** How a function is known to be a VF although no PF of this machine links to it. */
public enum VfEvidence {
    /** It was a VF of a PF here until its removal began. */
    REMOVAL("removal", "its PF had it until its removal began"),
    /** Its driver drives VFs alone: no PF binds to it. */
    DRIVER("driver", "its driver, which drives VFs alone"),
    /** Its ID is that of VFs in the tables of drivers and in pci.ids. */
    ID("id", "its ID, which is that of VFs");

    private final String id;
    private final String words;

    VfEvidence(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** {@return its name in JSON documents, which never changes} */
    public String id() {
        return id;
    }

    /** {@return what it is, for people} */
    public String words() {
        return words;
    }
}
