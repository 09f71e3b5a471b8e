// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.conventions.Image;
import vfnet.suite.UserLock;
import vfnet.system.LockFile;

/** A lock that an ordinary user cannot hold. Real processes of other users, so it needs root. */
@Tag("slow")
class LockFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void open() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        file = folder.resolve("lock");
    }

    private Optional<LockFile> take() throws IOException {
        return LockFile.take(file, () -> false);
    }

    private void ofAnOlderVersion() throws IOException {
        Files.createFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private Object which() throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    private void assertPrivate() throws IOException {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertFalse(UserLock.canOpen(file, UserLock.NOBODY));
        assertFalse(Files.exists(folder.resolve("lock.new")));
    }

    @Test
    void noUserCanOpenIt() throws IOException {
        try (LockFile _ = take().orElseThrow()) {
            assertPrivate();
        }
        try (LockFile _ = take().orElseThrow()) {
            assertPrivate();
        }
    }

    @Test
    void aProcessOfRootHoldsIt() throws IOException {
        take().orElseThrow().close();
        try (UserLock _ = UserLock.hold(file, UserLock.ROOT)) {
            assertEquals(Optional.empty(), take().map(_ -> "taken"));
        }
        take().orElseThrow().close();
    }

    @Test
    void aUserWhoHoldsOneOfAnOlderVersionKeepsNobodyOut() throws IOException {
        ofAnOlderVersion();
        Object before = which();
        try (UserLock _ = UserLock.hold(file, UserLock.NOBODY);
                LockFile _ = take().orElseThrow()) {
            assertNotEquals(before, which());
            assertPrivate();
            assertEquals(Optional.empty(), take().map(_ -> "taken twice"));
        }
    }

    @Test
    void anOlderVersionAtWorkStillCounts() throws IOException {
        ofAnOlderVersion();
        Object before = which();
        try (UserLock _ = UserLock.hold(file, UserLock.ROOT);
                UserLock _ = UserLock.hold(file, UserLock.NOBODY)) {
            assertEquals(Optional.empty(), take().map(_ -> "taken"));
            assertEquals(before, which());
        }
        take().orElseThrow().close();
        assertPrivate();
    }

    /** Its lock is taken as well, so that an older version that waits for it goes on waiting. */
    @Test
    void oneOfAnOlderVersionThatNobodyHoldsIsReplaced() throws IOException {
        ofAnOlderVersion();
        Path old = Files.createLink(folder.resolve("old"), file);
        try (LockFile _ = take().orElseThrow()) {
            assertPrivate();
            assertEquals(
                    "locked",
                    Image.run(
                                    Map.of(),
                                    "perl",
                                    "-e",
                                    "use Fcntl; open(F, '+<', $ARGV[0]);"
                                            + " my $l = pack('s s l! l! i i', F_WRLCK, 0, 0, 0, 0, 0); print "
                                            + "fcntl(F, F_SETLK, $l) ? 'free' : 'locked'",
                                    old.toString())
                            .out());
        }
    }

    /** Of two processes that replace it at once, one comes after the other. */
    @Test
    void theReplacementOfAnotherIsWaitedFor() throws IOException {
        ofAnOlderVersion();
        Path fresh = folder.resolve("lock.new");
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (UserLock _ = UserLock.hold(fresh, UserLock.ROOT)) {
            assertEquals(Optional.empty(), take().map(_ -> "taken"));
        }
        take().orElseThrow().close();
        assertPrivate();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ln -s ../target lock", "ln -s /nowhere/at/all lock", "mkfifo lock", "mkdir lock"})
    void nothingButARegularFileIsOpened(String planted) throws IOException {
        assertEquals(
                0,
                Image.run(Map.of(), "sh", "-c", "cd '" + folder + "' && " + planted)
                        .status());
        FileSystemException refused = assertThrows(FileSystemException.class, this::take);
        assertTrue(refused.getReason().contains("is not a regular file"), refused.getReason());
    }

    /** In the folder of a user, root's earlier run keeps the user out no more than the user's keeps out root. */
    @Test
    void inAUsersFolderBothCanWork() throws IOException {
        Files.setAttribute(folder, "unix:uid", UserLock.NOBODY);
        take().orElseThrow().close();
        Files.setAttribute(file, "unix:uid", UserLock.NOBODY);
        try (UserLock _ = UserLock.hold(file, UserLock.NOBODY)) {
            assertEquals(Optional.empty(), take().map(_ -> "taken"));
        }
        take().orElseThrow().close();
        assertEquals(UserLock.NOBODY, Files.getAttribute(file, "unix:uid"));
    }
}
