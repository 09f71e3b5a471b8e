// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vfnet.suite.Outcome;

/** The pictures in the documents are what commands show today. */
@Tag("slow")
class ScreenshotsTest {

    @Test
    void theyAreWhatTheImageShows() {
        Outcome check = Image.run(Map.of(), "scripts/screenshots", "--check");
        assertEquals("", check.err());
        assertEquals(0, check.status());
    }
}
