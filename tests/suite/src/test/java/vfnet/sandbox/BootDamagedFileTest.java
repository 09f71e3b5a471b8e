// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.suite.Outcome;

/** A boot with a damaged configuration. */
class BootDamagedFileTest {
    private static final String SECOND = "0000:01:00.1";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1 | 0 | the file is empty",
                "{ | 1 | 0 | ends here in the middle",
                "[] | 1 | 0 | must be an object",
                "{\"version\": 2, \"ports\": []} | 1 | 0 | is of version 2",
                "{\"ports\": []} | 1 | 0 | version is missing",
                "{\"version\": 1, \"ports\": [{\"pci_address\": \"0000:01:00.1\", \"vf_count\": 4}, {\"vf_count\": "
                        + "1}]} | 3 | 4 | must say which port",
                "{\"version\": 1, \"ports\": [{\"pci_address\": \"0000:01:00.1\", \"vf_count\": 4}, {\"pci_add | 3 "
                        + "| 4 | in the middle"
            })
    void aDamagedFileFailsTheServiceAndWhatIsSoundIsApplied(String text, int status, int vfs, String said) {
        SimulatedHost play = BootCommandTest.started();
        Configured.write(play, text);
        Outcome outcome = BootCommandTest.boot(play, play.kernel(), Map.of());
        assertEquals(status, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains(said), outcome.err());
        assertEquals(vfs, play.count(SECOND));
        assertEquals(text, Configured.text(play), "nothing of the file is lost");
    }

    @Test
    void twoEntriesOfOnePortAreNotBothApplied() {
        SimulatedHost play = BootCommandTest.started("persist enp1s0f1 4");
        Configured.change(play, "\"ports\": [", "\"ports\": [{\"pci_address\": \"0000:01:00.1\", \"vf_count\": 2},");
        Outcome outcome = BootCommandTest.boot(play, play.kernel(), Map.of());
        assertEquals(3, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("another entry before it means the same port"), outcome.err());
        assertEquals(2, play.count(SECOND));
    }
}
