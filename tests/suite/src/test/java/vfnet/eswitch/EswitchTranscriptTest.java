// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.eswitch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.suite.Transcript;

/** {@code vfnet eswitch} on snapshots, and what is shown of switches, compared with transcripts. */
@Tag("slow")
class EswitchTranscriptTest {

    static List<Path> sessions() throws IOException {
        return Transcript.sessions(Path.of("tests/expected/eswitch"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void aSessionIsWhatItWas(Path session) throws IOException {
        Transcript.assertIsWhatItWas(session);
    }
}
