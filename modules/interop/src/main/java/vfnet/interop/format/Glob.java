// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.format;

/**
 * A pattern as fnmatch(3) without flags interprets it: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a]} and a
 * backslash. systemd and netplan match names with it.
 *
 * @param pattern the pattern
 */
public record Glob(String pattern) {

    public boolean matches(String text) {
        return matches(0, text, 0);
    }

    /** Whether it matches a single text only. */
    public static boolean isPlain(String pattern) {
        return pattern.chars().noneMatch(c -> c == '*' || c == '?' || c == '[' || c == '\\');
    }

    private boolean matches(int at, String text, int from) {
        if (at == pattern.length()) {
            return from == text.length();
        }
        char c = pattern.charAt(at);
        if (c == '*') {
            for (int next = from; next <= text.length(); next++) {
                if (matches(at + 1, text, next)) {
                    return true;
                }
            }
            return false;
        }
        if (from == text.length()) {
            return false;
        }
        int end = c == '[' ? pattern.indexOf(']', at + (isNegated(at + 1) ? 3 : 2)) : -1;
        if (end > 0) {
            return isIn(at + 1, end, text.charAt(from)) && matches(end + 1, text, from + 1);
        }
        boolean escaped = c == '\\' && at + 1 < pattern.length();
        char desired = escaped ? pattern.charAt(at + 1) : c;
        return (desired == text.charAt(from) || !escaped && c == '?')
                && matches(at + (escaped ? 2 : 1), text, from + 1);
    }

    private boolean isNegated(int at) {
        return at < pattern.length() && (pattern.charAt(at) == '!' || pattern.charAt(at) == '^');
    }

    private boolean isIn(int from, int end, char c) {
        boolean negated = isNegated(from);
        boolean found = false;
        for (int i = negated ? from + 1 : from; i < end; i++) {
            boolean range = i + 2 < end && pattern.charAt(i + 1) == '-';
            found |= range ? pattern.charAt(i) <= c && c <= pattern.charAt(i + 2) : pattern.charAt(i) == c;
            i += range ? 2 : 0;
        }
        return found != negated;
    }
}
