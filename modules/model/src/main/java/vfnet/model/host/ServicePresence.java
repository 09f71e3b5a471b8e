// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

/**
 * Whether a service is active on the machine.
 *
 * @param state what is known
 * @param evidence what shows it: a path on the machine, or a command; empty text where nothing does
 */
public record ServicePresence(State state, String evidence) {
    /** Nothing shows that it is installed. */
    public static final ServicePresence NONE = new ServicePresence(State.NOT_SEEN, "");

    /** From most to least active. */
    public enum State {
        /** systemd reports that it runs. */
        RUNS,
        /** It has run since boot; whether it still runs could not be asked. */
        HAS_RUN,
        /** It starts at boot; nothing shows that it runs now. */
        STARTS_AT_BOOT,
        /** It is installed, and neither runs nor starts at boot. */
        INSTALLED,
        /** Nothing shows that it is installed. */
        NOT_SEEN
    }

    /** {@return whether it runs, or will after the next boot} */
    public boolean acts() {
        return state.compareTo(State.STARTS_AT_BOOT) <= 0;
    }
}
