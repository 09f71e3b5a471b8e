// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.nio.charset.StandardCharsets;

/** Breaks the one long line that {@code ip -json} prints after each element of its list, so that a diff can be read. */
final class JsonLines {
    private JsonLines() {}

    /** Text that is not JSON is unchanged, with a newline at its end. */
    static String of(byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8).strip();
        StringBuilder lines = new StringBuilder(text.length() + 64);
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lines.append(c);
            if (quoted) {
                if (c == '\\' && i + 1 < text.length()) {
                    lines.append(text.charAt(++i));
                }
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == ',' && depth == 1 && !text.startsWith("\n", i + 1)) {
                lines.append('\n');
            }
        }
        return lines.append('\n').toString();
    }
}
