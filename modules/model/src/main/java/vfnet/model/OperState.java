package vfnet.model;

import java.util.Locale;
import java.util.Optional;

/** An interface's operational state (RFC 2863; Documentation/networking/operstates.rst). */
public enum OperState {
    UNKNOWN, NOTPRESENT, DOWN, LOWERLAYERDOWN, TESTING, DORMANT, UP;

    /** Reads sysfs's lower case or ip's upper case; empty when it is neither. */
    public static Optional<OperState> parse(String text) {
        for (OperState state : values()) {
            if (state.name().equalsIgnoreCase(text)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** As sysfs prints it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
