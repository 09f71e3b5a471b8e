// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.util.Optional;
import java.util.OptionalInt;

/** Whole numbers as people and files write them: ASCII digits, without a sign. */
public final class Decimal {
    /** As many digits as {@link Integer#MAX_VALUE} has. */
    private static final int MAX_DIGITS = 10;

    private Decimal() {}

    /**
     * Reads a number of any size that an {@code int} can hold.
     *
     * @param text the digits
     * @return empty where the text is not such a number
     */
    public static Optional<Integer> number(CharSequence text) {
        OptionalInt number = parse(text, 0, Integer.MAX_VALUE);
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    /**
     * Reads a number.
     *
     * @param text the digits; nothing else is accepted, not even a blank
     * @param min the smallest number that is accepted, from 0
     * @param max the greatest number that is accepted
     * @return empty where the text is not a number in this range
     */
    public static OptionalInt parse(CharSequence text, int min, int max) {
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
            return OptionalInt.empty();
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return OptionalInt.empty();
            }
            number = number * 10 + digit - '0';
        }
        return number < min || number > max ? OptionalInt.empty() : OptionalInt.of((int) number);
    }
}
