package vfnet.model;

import java.util.Locale;
import java.util.Optional;

/** An interface's operational state (RFC 2863; Documentation/networking/operstates.rst). */
public enum OperState {
    /** The driver does not tell. */
    UNKNOWN,
    /** The hardware is missing. */
    NOTPRESENT,
    /** No carrier, or switched off. */
    DOWN,
    /** The interface below is down. */
    LOWERLAYERDOWN,
    /** In a test, so it carries nothing. */
    TESTING,
    /** It waits for something, such as a login to the switch (802.1X). */
    DORMANT,
    /** It carries traffic. */
    UP;

    /**
     * Reads sysfs's lower case or ip's upper case.
     *
     * @param text the state's name
     * @return empty when it is neither
     */
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
