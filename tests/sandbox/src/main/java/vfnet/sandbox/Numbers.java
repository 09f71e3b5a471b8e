// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.util.Optional;

/** Numbers and switches as the kernel reads them from an attribute (lib/kstrtox.c). */
final class Numbers {
    private Numbers() {}

    /** kstrtou16 with base 0: {@code 0x} is hexadecimal, a leading 0 octal; one newline may follow. */
    static Optional<Integer> unsigned16(String text) {
        String digits = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        digits = digits.startsWith("+") ? digits.substring(1) : digits;
        if (!digits.matches("0[xX][0-9a-fA-F]{1,15}|0[0-7]{0,18}|[1-9][0-9]{0,17}")) {
            return Optional.empty();
        }
        return Optional.of(Long.decode(digits))
                .filter(number -> number <= 0xffff)
                .map(Long::intValue);
    }

    /** kstrtobool: the first letter counts, of on and off the second. */
    static Optional<Boolean> flag(String text) {
        return switch (text.isEmpty() ? ' ' : Character.toLowerCase(text.charAt(0))) {
            case 'y', 't', '1' -> Optional.of(true);
            case 'n', 'f', '0' -> Optional.of(false);
            case 'o' ->
                switch (text.length() < 2 ? ' ' : Character.toLowerCase(text.charAt(1))) {
                    case 'n' -> Optional.of(true);
                    case 'f' -> Optional.of(false);
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }
}
