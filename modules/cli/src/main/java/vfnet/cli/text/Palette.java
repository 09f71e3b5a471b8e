// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.Map;
import java.util.Optional;

/**
 * The one place that decides on colours. No colour says what no word says.
 *
 * @param isOn whether colours are printed
 */
public record Palette(boolean isOn) {
    public static final Palette OFF = new Palette(false);
    private static final String RESET = "\033[0m";

    /** What a text means: its colour (ECMA-48, Select Graphic Rendition) follows from that alone. */
    public enum Style {
        /** Heads of columns, titles. */
        HEAD("\033[1m"),
        /** What can be had: a free VF. */
        FREE("\033[32m"),
        /** What somebody has. */
        IN_USE("\033[33m"),
        /** What is wrong, or unknown where it matters. */
        ALERT("\033[31m"),
        /** What may be overlooked. */
        ASIDE("\033[2m"),
        PLAIN("");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    /**
     * {@return colours or none: as {@code --color} says; else as the environment says; else on a terminal that knows
     * them} NO_COLOR and CLICOLOR_FORCE count when they are set and not empty (no-color.org, bixense.com/clicolors).
     *
     * @param option {@code always}, {@code never} or {@code auto}
     * @param environment the environment
     * @param isTerminal whether stdout is a terminal
     */
    public static Palette of(Optional<String> option, Map<String, String> environment, boolean isTerminal) {
        String choice = option.orElse("auto");
        if (!choice.equals("auto")) {
            return new Palette(choice.equals("always"));
        }
        if (isSet(environment, "NO_COLOR")) {
            return OFF;
        }
        boolean forced = isSet(environment, "CLICOLOR_FORCE")
                && !environment.getOrDefault("CLICOLOR_FORCE", "").equals("0");
        return new Palette(forced || isTerminal && !"dumb".equals(environment.get("TERM")));
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isEmpty();
    }

    /** The text in the colour of what it means. */
    public String apply(Style style, String text) {
        return isOn && !style.code.isEmpty() && !text.isEmpty() ? style.code + text + RESET : text;
    }
}
