// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

/**
 * Text from files that anybody may have written, as it may stand in a message: one line of bounded length. A key of
 * JSON may be a megabyte, and hold newlines that would begin a line of their own in the journal.
 */
public final class OneLine {
    private static final int KEPT_AT_THE_END = 20;

    private OneLine() {}

    /**
     * {@return the text, a question mark in place of each control character, its middle left out where it is too long}
     *
     * @param text what is quoted
     * @param most how many characters it may have
     */
    public static String of(String text, int most) {
        if (text.length() <= most && text.chars().noneMatch(OneLine::isControl)) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        if (text.length() <= most) {
            line.append(text);
        } else {
            line.append(text, 0, most - KEPT_AT_THE_END)
                    .append("[...]")
                    .append(text, text.length() - KEPT_AT_THE_END, text.length());
        }
        for (int i = 0; i < line.length(); i++) {
            if (isControl(line.charAt(i))) {
                line.setCharAt(i, '?');
            }
        }
        return line.toString();
    }

    private static boolean isControl(int c) {
        return c < ' ' || c >= 0x7f && c < 0xa0;
    }
}
