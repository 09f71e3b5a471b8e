// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.persistence.ConfigurationSchema;
import vfnet.suite.Outcome;

/** When a port is restored by itself, as {@code vfnet persist} saves it. */
class PersistRestoreTest {

    /** The policy stays with its port until it is changed, whatever else is saved, and no other port has it. */
    @Test
    void whenAPortIsRestoredIsSavedAndKept() {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, play.vfnet("persist").status());
        Outcome outcome = play.vfnet("persist", "enp1s0f0", "--no-restore");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(
                outcome.out().contains("~ enp1s0f0 (0000:01:00.0): 3 VFs\n~   restore always -> at_boot\n"),
                outcome.out());
        assertTrue(play.vfnet("persist", "enp1s0f0").out().contains("Nothing to save."));
        assertEquals(0, play.vfnet("persist", "enp1s0f0", "2").status());
        SavedFile saved = new SavedFile(play);
        assertEquals(
                "at_boot", saved.port("enp1s0f0").orElseThrow().path("restore").asString("-"));
        assertFalse(saved.port("enp1s0f1").orElseThrow().has("restore"));
        assertTrue(play.vfnet("show", "enp1s0f0").out().contains("2 VFs, restored at boot only"));
        assertEquals(0, play.vfnet("persist", "--restore").status());
        assertEquals(
                "always", saved.port("enp1s0f0").orElseThrow().path("restore").asString("-"));
        assertFalse(play.vfnet("show", "enp1s0f0").out().contains("restored at boot only"));
        assertEquals(List.of(), ConfigurationSchema.complaints(saved.text()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--restore --no-restore", "--no-restore --remove enp1s0f0", "--restore --import /etc/vf.config"})
    void contradictingRequestsAreRefused(String words) {
        SimulatedHost play = SimulatedHost.on("x550");
        String[] line = ("persist " + words).split(" ");
        Outcome outcome = play.vfnet(line);
        assertEquals(2, outcome.status(), outcome.toString());
        assertFalse(Files.exists(new SavedFile(play).path()));
    }
}
