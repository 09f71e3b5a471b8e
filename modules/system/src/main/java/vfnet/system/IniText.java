// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the lines of a file of sections and keys: systemd's {@code .link} and {@code .network} (systemd.syntax(7);
 * src/shared/conf-parser.c, config_parse), NetworkManager's configuration and its keyfiles. Everything in vfnet that
 * reads such a file starts here.
 */
public final class IniText {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String LINE_ENDS = "\r\n|\r|\n";

    private IniText() {}

    /**
     * A line that is neither empty nor a comment, without the white space around it.
     *
     * @param number where it begins, from 1
     * @param text the line, and those that continue it after a backslash
     */
    public record Line(int number, String text) {
        /** {@return the name between the brackets, where the line begins a section} */
        public Optional<String> section() {
            return text.startsWith("[") && text.endsWith("]")
                    ? Optional.of(text.substring(1, text.length() - 1))
                    : Optional.empty();
        }

        /** {@return the key and the value, where the line is {@code KEY=VALUE}} */
        public Optional<Assignment> assignment() {
            int sign = text.indexOf('=');
            return sign < 1 || section().isPresent()
                    ? Optional.empty()
                    : Optional.of(new Assignment(
                            text.substring(0, sign).strip(),
                            text.substring(sign + 1).strip()));
        }
    }

    /**
     * A key and its value, without the white space around them.
     *
     * @param key before the sign
     * @param value behind it
     */
    public record Assignment(String key, String value) {}

    /**
     * {@return the lines of a file, comments and empty lines left out}
     *
     * @param text the file
     */
    public static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        StringBuilder continued = new StringBuilder();
        int number = 0;
        int first = 1;
        for (String line : (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).split(LINE_ENDS, -1)) {
            number++;
            String part = line.stripLeading();
            if (isComment(part)) {
                continue;
            }
            first = continued.isEmpty() ? number : first;
            continued.append(part);
            if (isContinued(continued)) {
                continued.setCharAt(continued.length() - 1, ' ');
            } else {
                add(first, continued, lines);
            }
        }
        add(first, continued, lines);
        return lines;
    }

    private static void add(int number, StringBuilder text, List<Line> lines) {
        String line = text.toString().strip();
        if (!line.isEmpty()) {
            lines.add(new Line(number, line));
        }
        text.setLength(0);
    }

    /** Also between two parts of a continued line. */
    private static boolean isComment(String line) {
        return line.startsWith("#") || line.startsWith(";");
    }

    /** An even number of backslashes is that many escaped ones, and the line ends there. */
    private static boolean isContinued(CharSequence line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
