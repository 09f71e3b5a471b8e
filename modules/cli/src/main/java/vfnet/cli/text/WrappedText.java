// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

/** Lines that break between words, and not where a terminal ends. */
public final class WrappedText {
    /** A narrower terminal breaks them itself: a word in each line cannot be read. */
    private static final int LEAST_WIDTH = 20;

    private static final String INDENT = "  ";

    private WrappedText() {}

    /**
     * The lines, none wider than this unless it is one word; what was broken is indented.
     *
     * @param width in characters
     * @param lines each ends in a newline
     */
    public static String at(int width, String lines) {
        if (width < LEAST_WIDTH) {
            return lines;
        }
        StringBuilder text = new StringBuilder(lines.length() + INDENT.length());
        lines.lines().forEach(line -> append(text, width, line));
        return text.toString();
    }

    private static void append(StringBuilder text, int width, String line) {
        String rest = line;
        while (rest.length() > width) {
            int end = rest.lastIndexOf(' ', width);
            // The indent of a line is no place to break it.
            if (end <= indentOf(rest)) {
                end = rest.indexOf(' ', Math.max(width, indentOf(rest)));
            }
            if (end < 0) {
                break;
            }
            text.append(rest, 0, end).append('\n');
            rest = INDENT + rest.substring(end + 1);
        }
        text.append(rest).append('\n');
    }

    private static int indentOf(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }
}
