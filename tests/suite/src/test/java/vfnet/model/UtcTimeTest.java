// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3339 wants the seconds, also where they are 0. */
class UtcTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-29T04:34:08.123Z, 2026-11-29T04:34:08Z",
        "2026-11-29T04:34:00Z, 2026-11-29T04:34:00Z",
        "2026-11-29T00:00:00Z, 2026-11-29T00:00:00Z",
        "1970-01-01T00:00:01Z, 1970-01-01T00:00:01Z"
    })
    void secondsAreThereAndFractionsAreNot(String time, String text) {
        assertEquals(text, UtcTime.of(Instant.parse(time)));
    }
}
