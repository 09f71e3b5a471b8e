// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

/** Makes text from the machine safe for a terminal: a card's name must not be able to move the cursor. */
public final class TerminalSanitizer {
    private TerminalSanitizer() {}

    /** The text with a question mark in place of each control character and each bidirectional control. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnfit(text.charAt(i))) {
                return replaced(text);
            }
        }
        return text;
    }

    /** The same, with its newlines. */
    public static String lines(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.lines().forEach(line -> clean.append(of(line)).append('\n'));
        return clean.toString();
    }

    private static String replaced(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            clean.append(isUnfit(text.charAt(i)) ? '?' : text.charAt(i));
        }
        return clean.toString();
    }

    private static boolean isUnfit(char c) {
        return c < ' '
                || c >= 0x7f && c < 0xa0
                || c >= 0x200b && c <= 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069
                || c == 0xfeff;
    }
}
