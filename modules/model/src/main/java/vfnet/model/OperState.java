// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.util.Optional;

/** An interface's operational state (RFC 2863; Documentation/networking/operstates.rst). */
public enum OperState {
    /** The driver does not report it. */
    UNKNOWN("unknown"),
    /** The hardware is missing. */
    NOTPRESENT("notpresent"),
    /** No carrier, or administratively down. */
    DOWN("down"),
    /** The interface below is down. */
    LOWERLAYERDOWN("lowerlayerdown"),
    /** In test mode, so it carries no traffic. */
    TESTING("testing"),
    /** Waiting for an event, such as authentication at the switch (802.1X). */
    DORMANT("dormant"),
    /** It carries traffic. */
    UP("up");

    private final String text;

    OperState(String text) {
        this.text = text;
    }

    /**
     * Reads sysfs's lower case or ip's upper case.
     *
     * @param text the state's name
     * @return empty when it is neither
     */
    public static Optional<OperState> parse(String text) {
        for (OperState state : values()) {
            if (state.text.equalsIgnoreCase(text)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** As sysfs prints it. */
    @Override
    public String toString() {
        return text;
    }
}
