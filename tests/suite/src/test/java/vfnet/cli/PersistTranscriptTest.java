// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.suite.Machines;
import vfnet.suite.Transcript;

/** What {@code vfnet persist} would save of snapshots, compared with transcripts. */
class PersistTranscriptTest {
    private static final Path FOLDER = Path.of("tests/expected/persist");

    static List<Path> sessions() throws IOException {
        return Transcript.sessions(FOLDER);
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void aSessionIsWhatItWas(Path session) throws IOException {
        Transcript.assertIsWhatItWas(session);
    }

    @Test
    void everySessionIsOfOneMachine() throws IOException {
        assertFalse(sessions().isEmpty());
        for (Path session : sessions()) {
            String machine = session.getFileName().toString().replace(".txt", "");
            assertTrue(Machines.names().contains(machine), machine);
            assertTrue(
                    Files.readAllLines(session).stream()
                            .filter(line -> line.startsWith("$ "))
                            .allMatch(line -> line.startsWith("$ vfnet --sysroot " + Machines.file(machine) + " ")),
                    machine);
        }
    }
}
