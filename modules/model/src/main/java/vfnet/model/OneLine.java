// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

/**
 * Makes text from untrusted files fit for a message: one line of bounded length. A JSON key may be a megabyte long, and
 * contain newlines that would start a line of their own in the journal.
 */
public final class OneLine {
    private static final int KEPT_AT_THE_END = 20;

    private OneLine() {}

    /**
     * {@return the text with a question mark for each control character, shortened in the middle if it is too long}
     *
     * @param text what is quoted
     * @param most the maximum number of characters
     */
    public static String of(String text, int most) {
        if (text.length() <= most && isWithoutControls(text)) {
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

    private static boolean isWithoutControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isControl(int c) {
        return c < ' ' || c >= 0x7f && c < 0xa0;
    }
}
