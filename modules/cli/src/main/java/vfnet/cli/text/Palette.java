// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.Map;

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
        /** What differs from what is saved. */
        DRIFT("\033[35m"),
        /** What may be overlooked. */
        ASIDE("\033[2m"),
        PLAIN("");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    /** What {@code --color} says. */
    public enum Choice {
        AUTO,
        ALWAYS,
        NEVER
    }

    /**
     * {@return the colours of a terminal, or none} NO_COLOR and CLICOLOR_FORCE count when they are set and not empty
     * (no-color.org, bixense.com/clicolors).
     *
     * @param choice what decides, unless it is {@link Choice#AUTO}: then the environment does
     * @param environment the environment
     */
    public static Palette of(Choice choice, Map<String, String> environment) {
        return new Palette(
                switch (choice) {
                    case ALWAYS -> true;
                    case NEVER -> false;
                    case AUTO -> !isSet(environment, "NO_COLOR") && (isForced(environment) || !isDumb(environment));
                });
    }

    private static boolean isForced(Map<String, String> environment) {
        return isSet(environment, "CLICOLOR_FORCE")
                && !environment.getOrDefault("CLICOLOR_FORCE", "").equals("0");
    }

    private static boolean isDumb(Map<String, String> environment) {
        return "dumb".equals(environment.get("TERM"));
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isEmpty();
    }

    /** The text in the colour of what it means. */
    public String apply(Style style, String text) {
        return isOn && !style.code.isEmpty() && !text.isEmpty() ? style.code + text + RESET : text;
    }
}
