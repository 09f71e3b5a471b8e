package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.suite.Machines;
import vfnet.suite.Transcript;

/** What {@code vfnet persist} would save of captured machines, held against sessions in git. */
class PersistTranscriptTest {
    private static final Path FOLDER = Path.of("tests/expected/persist");
    private static final boolean UPDATE = Boolean.getBoolean("vfnet.update-expected");

    static List<Path> sessions() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void aSessionIsWhatItWas(Path session) throws IOException {
        List<String> commands = Files.readAllLines(session).stream().filter(line -> line.startsWith("$ vfnet ")).toList();
        assertFalse(commands.isEmpty(), "no '$ vfnet' line in " + session);
        String now = Transcript.replay(commands);
        if (UPDATE) {
            Files.writeString(session, now);
        }
        assertEquals(Files.readString(session), now,
                "If the new output is right: scripts/update-expected, then review the difference.");
    }

    @Test
    void everySessionIsOfOneMachine() throws IOException {
        assertFalse(sessions().isEmpty());
        for (Path session : sessions()) {
            String machine = session.getFileName().toString().replace(".txt", "");
            assertTrue(Machines.names().contains(machine), machine);
            assertTrue(Files.readAllLines(session).stream().filter(line -> line.startsWith("$ "))
                    .allMatch(line -> line.startsWith("$ vfnet --sysroot " + Machines.file(machine) + " ")), machine);
        }
    }
}
