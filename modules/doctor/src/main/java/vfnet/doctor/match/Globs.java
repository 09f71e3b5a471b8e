// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.match;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Shell patterns of names: {@code *}, {@code ?}, {@code [a-z]}. */
public final class Globs {
    private Globs() {}

    /** Whether one of the patterns matches; where the first begins with an exclamation mark, whether none does. */
    public static boolean anyFits(List<String> patterns, String name) {
        boolean inverted = !patterns.isEmpty() && patterns.getFirst().startsWith("!");
        return inverted
                != patterns.stream()
                        .anyMatch(pattern -> fits(pattern.startsWith("!") ? pattern.substring(1) : pattern, name));
    }

    public static boolean fits(String pattern, String name) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int close = c == '[' ? pattern.indexOf(']', i + 2) : -1;
            if (close > 0) {
                String set = pattern.substring(i + 1, close)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("&", "\\&");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set.replace("^", "\\^"))
                        .append(']');
                i = close;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL)
                    .matcher(name)
                    .matches();
        } catch (PatternSyntaxException e) {
            // A range from high to low matches nothing in a shell either.
            return false;
        }
    }
}
