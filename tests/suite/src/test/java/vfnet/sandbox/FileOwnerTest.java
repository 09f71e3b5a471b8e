package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.persistence.ConfigurationFile;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** A file that others than root could have written is not acted upon. Needs root, to give a file away. */
class FileOwnerTest {
    @TempDir
    private Path folder;
    private Play play;
    private ConfigurationFile file;

    @BeforeEach
    void save() throws IOException {
        play = new Play(SimulatedMachine.create(Machines.file("x550"), folder.resolve("machine")));
        file = new ConfigurationFile(new SavedFile(play).path());
        assertEquals(0, play.vfnet("persist", "enp1s0f1", "2").status());
    }

    private void assertRefused(String said) {
        assertTrue(file.unsafe().orElseThrow().toString().contains(said), file.unsafe()::toString);
        for (String command : List.of("apply", "apply --dry-run", "apply enp1s0f1 --force", "boot", "boot --dry-run")) {
            Outcome outcome = play.vfnet(command.split(" "));
            assertEquals(1, outcome.status(), command + ": " + outcome);
            assertEquals(1, outcome.err().lines().count(), outcome.err());
            assertTrue(outcome.err().contains(said), outcome.err());
        }
        assertEquals(List.of(), play.machine().performed());
    }

    /** Whoever saves takes the responsibility for what stands there, and has seen it. */
    private void assertSavedAndSafe() throws IOException {
        assertEquals(0, play.vfnet("persist", "enp1s0f1", "5").status());
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
        assertEquals(0, Files.getAttribute(file.path(), "unix:uid"));
        assertTrue(file.unsafe().isEmpty());
    }

    @Test
    void whatPersistWritesIsSafe() throws IOException {
        assertTrue(file.unsafe().isEmpty());
        assertSavedAndSafe();
    }

    @Test
    void ofAnotherUser() throws IOException {
        Files.setAttribute(file.path(), "unix:uid", 65534);
        assertRefused("belongs to the user of number 65534 and not to root, so it is not acted upon; look through it, then: chown"
                + " root " + file.path());
        assertSavedAndSafe();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-", "-w--w--w-"})
    void writableByOthers(String mode) throws IOException {
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(mode));
        assertRefused("can be written by others than root, so it is not acted upon; look through it, then: chmod go-w " + file.path());
        assertSavedAndSafe();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--r--r--", "rwxr-xr-x"})
    void readableByAnybodyOrNobody(String mode) throws IOException {
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(mode));
        assertTrue(file.unsafe().isEmpty(), file.unsafe()::toString);
    }

    /** What counts is the file that is read. */
    @Test
    void behindALink() throws IOException {
        Path real = Files.move(file.path(), folder.resolve("real.json"));
        Files.createSymbolicLink(file.path(), real);
        assertTrue(file.unsafe().isEmpty());
        Files.setAttribute(real, "unix:uid", 65534);
        assertTrue(file.unsafe().isPresent());
    }

    /** Nothing is done there, and whoever unpacked it has some umask. */
    @Test
    void onACapturedMachineItSaysNothing() throws IOException {
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-rw-r--"));
        assertEquals(6, Cli.run("--sysroot", folder.resolve("machine").toString(), "apply", "--dry-run").status());
    }
}
