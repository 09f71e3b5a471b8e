// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.suite.Transcript;

/** What terminals of several widths show of snapshots, held against sessions in git. */
@Tag("slow")
class TerminalTranscriptTest {
    private static final Path FOLDER = Path.of("tests/expected/terminal");

    static List<Path> sessions() throws IOException {
        return Transcript.sessions(FOLDER);
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void aSessionIsWhatItWas(Path session) throws IOException {
        Transcript.assertIsWhatItWas(session);
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void everyMachineIsSeenOnNarrowAndWideTerminals(Path session) throws IOException {
        String text = Files.readString(session);
        for (int width : new int[] {40, 80, 100, 120, 200}) {
            assertTrue(text.contains("$ COLUMNS=" + width + " vfnet "), session + " lacks " + width);
        }
    }
}
