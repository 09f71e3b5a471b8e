// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

/**
 * Whether a service is at work on the machine.
 *
 * @param state what is known
 * @param evidence what shows it: a path on the machine, or a command; empty text where nothing does
 */
public record ServicePresence(State state, String evidence) {
    /** Nothing shows it. */
    public static final ServicePresence NONE = new ServicePresence(State.NOT_SEEN, "");

    /** From most to least at work. */
    public enum State {
        /** systemd says that it runs. */
        RUNS,
        /** It has run since the machine started; whether it still does, nobody could ask. */
        HAS_RUN,
        /** It starts at boot; that it runs now, nothing shows. */
        STARTS_AT_BOOT,
        /** It is there, and neither runs nor starts at boot. */
        INSTALLED,
        /** Nothing shows it. */
        NOT_SEEN
    }

    /** {@return whether it is at work, or will be after the next boot of the machine} */
    public boolean acts() {
        return state.compareTo(State.STARTS_AT_BOOT) <= 0;
    }
}
