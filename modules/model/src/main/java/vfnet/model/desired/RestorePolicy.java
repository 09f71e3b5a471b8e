// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.desired;

import java.util.Arrays;
import java.util.Optional;

/** When the saved VFs of a port are restored without anybody asking for it. */
public enum RestorePolicy {
    /** At boot, and whenever its card or its driver comes back later. */
    ALWAYS("always"),
    /** At boot only: a port that comes back later is left alone. */
    AT_BOOT("at_boot");

    private final String text;

    RestorePolicy(String text) {
        this.text = text;
    }

    /**
     * {@return the policy with this name; empty where there is none}
     *
     * @param text a name in the saved configuration
     */
    public static Optional<RestorePolicy> parse(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.text.equals(text))
                .findFirst();
    }

    /** {@return its name in the saved configuration} */
    @Override
    public String toString() {
        return text;
    }
}
