// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.traffic;

/** Who counts the traffic of a VF. */
public enum CounterSource {
    /** Its own interface. */
    INTERFACE("interface"),
    /** The PF's driver, whoever uses the VF. */
    PF_DRIVER("pf_driver");

    private final String id;

    CounterSource(String id) {
        this.id = id;
    }

    /** {@return its name in JSON documents, which never changes} */
    public String id() {
        return id;
    }
}
