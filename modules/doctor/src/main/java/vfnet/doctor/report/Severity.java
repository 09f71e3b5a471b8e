// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.report;

/** How bad a finding is, the worst first. */
public enum Severity {
    /** As things stand, VFs cannot be made here, cannot be given to a VM, or were not restored at boot. */
    ERROR("error"),
    /** It works, and something else may undo it, take the VFs, or lose them at the next boot. */
    WARNING("warning"),
    /** Good to know. */
    NOTE("note");

    private final String id;

    Severity(String id) {
        this.id = id;
    }

    /** {@return its name in JSON documents, which never changes} */
    public String id() {
        return id;
    }
}
