// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

/** Hexadecimal digits without regular expressions or formats, which would load dozens of classes at every boot. */
final class Hex {
    private Hex() {}

    /** The number in {@code text[from, to)}, of 1 to {@code most} digits; -1 when it is not one. */
    static long parse(String text, int from, int to, int most) {
        if (to <= from || to - from > most) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Appends {@code value} in lower case, padded with zeros to at least {@code width} digits. */
    static void append(StringBuilder text, long value, int width) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            if (value >>> shift != 0 || shift < width * 4) {
                text.append(Character.forDigit((int) (value >>> shift) & 0xf, 16));
            }
        }
    }
}
