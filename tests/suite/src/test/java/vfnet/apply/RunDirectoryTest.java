// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.apply.host.HostKernel;
import vfnet.apply.state.RunDirectory;
import vfnet.apply.state.RunState;
import vfnet.conventions.Image;
import vfnet.model.PciAddress;
import vfnet.system.Sysroot;

/** Only root controls vfnet through {@code /run/vfnet}. Changes the owner of files, so it needs root. */
@Tag("slow")
class RunDirectoryTest {
    private static final int NOBODY = 65534;
    private static final PciAddress PF = PciAddress.parse("0000:01:00.0").orElseThrow();

    @TempDir
    private Path root;

    private Path directory;
    private RunDirectory records;
    private RunState state;

    @BeforeEach
    void setUp() {
        Sysroot sysroot = new Sysroot(root);
        directory = sysroot.runDirectory();
        records = RunDirectory.of(sysroot);
        state = new RunState(sysroot);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    private void sh(String line) {
        assertEquals(
                0,
                Image.run(Map.of(), "sh", "-c", "cd '" + directory + "' && " + line)
                        .status());
    }

    @Test
    void whatIsWrittenCanBeWrittenByItsOwnerAlone() throws IOException {
        assertEquals(Optional.empty(), records.ensure());
        records.write("record", "text");
        assertEquals("rwxr-xr-x", mode(directory));
        assertEquals("rw-------", mode(directory.resolve("record")));
        assertEquals(Optional.of("text"), records.read("record"));
    }

    @Test
    void oneThatOthersCanWriteIsClosedAndClearedOfWhatTheyPut() throws IOException {
        records.ensure();
        records.write("ours", "text");
        sh("ln -s /nowhere holder; echo 0 > autoprobe-" + PF + "; chown 65534 autoprobe-" + PF
                + "; mkfifo pipe; echo x > open; chmod 666 open; chmod 1777 .");
        String said = records.ensure().orElseThrow().toString();
        assertEquals("rwxr-xr-x", mode(directory));
        assertTrue(
                said.startsWith("/run/vfnet: could be written by others than root; that is corrected (chmod 755)"),
                said);
        try (var left = Files.list(directory)) {
            assertEquals(List.of(directory.resolve("ours")), left.toList());
        }
        assertEquals(Map.of(), state.unrestoredAutoprobe());
        assertEquals(Optional.empty(), records.ensure());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chown 65534 .",
                "cd .. && rmdir vfnet && ln -s .. vfnet",
                "cd .. && rmdir vfnet && echo > vfnet",
                "cd .. && rmdir vfnet && ln -s /nowhere/at/all vfnet"
            })
    void oneOfAnotherUserOrThatIsNoDirectoryIsRefused(String planted) throws IOException {
        records.ensure();
        sh(planted);
        String said = assertThrows(FileSystemException.class, records::ensure).getReason();
        assertTrue(
                said.contains("belongs to the user of number " + NOBODY) && said.endsWith("rm -r /run/vfnet")
                        || said.endsWith("is not a directory; remove it: rm /run/vfnet"),
                said);
        assertThrows(IOException.class, () -> state.lock("vfnet set", Duration.ZERO, new HostKernel()));
    }

    @Test
    void noLinkIsFollowed() throws IOException {
        records.ensure();
        Path precious = Files.writeString(root.resolve("precious"), "precious");
        for (String name : List.of("holder", "autoprobe-" + PF, "blocked-" + PF, ".holder.new")) {
            Files.createSymbolicLink(directory.resolve(name), precious);
        }
        assertEquals(Optional.empty(), state.blocked(PF));
        assertEquals(Map.of(PF, true), state.unrestoredAutoprobe());
        assertInstanceOf(RunState.LockAttempt.Held.class, state.lock("vfnet set", Duration.ZERO, new HostKernel()))
                .lock()
                .close();
        assertEquals(Optional.empty(), state.recordAutoprobe(PF, false));
        state.recordBlocked(PF, 1, "write");
        assertEquals("precious", Files.readString(precious));
        assertEquals(Map.of(PF, false), state.unrestoredAutoprobe());
    }

    @Test
    void aPipeOrAnEndlessFileIsNotReadToTheEnd() throws IOException {
        records.ensure();
        sh("mkfifo holder blocked-" + PF);
        assertThrows(IOException.class, () -> records.read("holder"));
        assertEquals(Optional.empty(), state.blocked(PF));
        records.write("long", "x".repeat(100_000));
        assertEquals(100_000, records.read("long").orElseThrow().length());
        records.write("endless", "x".repeat(2_000_000));
        assertThrows(IOException.class, () -> records.read("endless"));
    }

    /** A process of a user that calls itself dd, with the ID of a write that has long returned. */
    @ParameterizedTest
    @ValueSource(strings = {"65534", "0"})
    void aUsersProcessIsNoWriteOfOurs(String user) throws IOException {
        Files.createDirectories(root.resolve("proc/4711"));
        Files.writeString(root.resolve("proc/4711/stat"), "4711 (dd) S 1");
        Files.writeString(root.resolve("proc/4711/status"), "Name:\tdd\nUid:\t" + user + "\t0\t0\t0\n");
        state.recordBlocked(PF, 4711, "remove 4 VFs");
        assertEquals(user.equals("0"), state.blocked(PF).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999 x", "../../etc x", "-1 x", " x", "1", "/ x", ""})
    void aRecordThatMakesNoSenseIsNone(String record) throws IOException {
        records.ensure();
        records.write("blocked-" + PF, record);
        assertEquals(Optional.empty(), state.blocked(PF));
    }
}
