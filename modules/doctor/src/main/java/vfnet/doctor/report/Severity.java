// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.report;

/** The severity of a finding, the worst first. */
public enum Severity {
    /** At present, VFs cannot be created here, cannot be passed to a VM, or were not restored at boot. */
    ERROR("error"),
    /** It works, but something else may undo it, take the VFs, or lose them at the next boot. */
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
