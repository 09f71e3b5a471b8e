// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.bridge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.suite.Transcript;

/** {@code vfnet bridge} on snapshots, compared with transcripts. */
@Tag("slow")
class BridgeTranscriptTest {

    static List<Path> sessions() throws IOException {
        return Transcript.sessions(Path.of("tests/expected/bridge"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void aSessionIsWhatItWas(Path session) throws IOException {
        Transcript.assertIsWhatItWas(session);
    }
}
