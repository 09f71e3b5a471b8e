// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** A time for people and for JSON. */
public final class UtcTime {
    /** Of {@code 2026-11-29T04:34}. */
    private static final int WITHOUT_SECONDS = 16;

    private UtcTime() {}

    /**
     * {@return the time in UTC (RFC 3339): {@code 2026-11-29T04:34:00Z}} A formatter of {@code java.time} would cost
     * every start some eighty classes.
     *
     * @param time of which fractions of a second are left out
     */
    public static String of(Instant time) {
        String text = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC)
                .toString();
        return text + (text.length() == WITHOUT_SECONDS ? ":00Z" : "Z");
    }
}
