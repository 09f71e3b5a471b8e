// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** Saving where the disk is full, read-only, or belongs to another user: real mounts and users, so it needs root. */
@Tag("slow")
class PersistSurroundingsTest {
    @TempDir
    private Path folder;

    private Path machine;
    private Path directory;

    @BeforeEach
    void unpack() throws IOException {
        machine = folder.resolve("m");
        directory = machine.resolve("etc/vfnet");
        assertEquals(
                0,
                Cli.run("capture", "--unpack", Machines.file("x550").toString(), machine.toString())
                        .status());
        Files.createDirectories(directory);
    }

    private Outcome persist(String... more) {
        List<String> words = Stream.concat(Stream.of("--sysroot", machine.toString(), "persist"), Stream.of(more))
                .toList();
        return Cli.run(words.toArray(String[]::new));
    }

    private static void run(String... command) {
        Outcome outcome = Image.run(Map.of(), command);
        assertEquals(0, outcome.status(), String.join(" ", command) + ": " + outcome + " (this test needs root)");
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private void assertRefused(int status, String why, Outcome outcome) {
        assertEquals(status, outcome.status(), outcome.toString());
        assertEquals("", outcome.out());
        assertEquals(
                "vfnet: " + directory.resolve("config.json") + " cannot be written: " + why
                        + ". The saved configuration is unchanged\n",
                outcome.err());
    }

    /** With room for the old file, for a copy that is kept beside it, and for half of the new one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void onAFullDiskTheOldFileStaysAndNothingIsInTheWay(int pages) throws IOException {
        run("mount", "-t", "tmpfs", "-o", "size=" + pages * 4096, "none", directory.toString());
        try {
            Path config = directory.resolve("config.json");
            assertEquals(0, persist("enp1s0f0", "8").status());
            String before = Files.readString(config);
            assertRefused(1, "No space left on device", persist("enp1s0f0", "63"));
            assertEquals(before, Files.readString(config));
            assertFalse(names().contains("config.json.new"), names()::toString);
            run("mount", "-o", "remount,size=1m", directory.toString());
            assertEquals(0, persist("enp1s0f0", "63").status());
        } finally {
            run("umount", directory.toString());
        }
    }

    @Test
    void onAReadOnlyDiskTheOldFileStays() throws IOException {
        assertEquals(0, persist("enp1s0f0", "8").status());
        String before = Files.readString(directory.resolve("config.json"));
        Set<String> names = names();
        run("mount", "--bind", directory.toString(), directory.toString());
        try {
            run("mount", "-o", "remount,bind,ro", directory.toString());
            assertRefused(1, "Read-only file system", persist("enp1s0f0", "63"));
            assertRefused(1, "Read-only file system", persist("--remove", "enp1s0f0"));
            assertEquals(0, persist("enp1s0f0", "63", "--dry-run").status());
            assertEquals(0, Cli.run("--sysroot", machine.toString(), "list").status());
        } finally {
            run("umount", directory.toString());
        }
        assertEquals(before, Files.readString(directory.resolve("config.json")));
        assertEquals(names, names());
    }

    @Test
    void aMissingDirectoryIsMade() throws IOException {
        Files.delete(directory);
        assertEquals(0, persist().status());
        assertEquals(Set.of("config.json", "config.json.lock"), names());
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsAnError() throws IOException {
        Files.delete(directory);
        Files.writeString(directory, "no directory\n");
        Outcome outcome = persist();
        assertEquals(1, outcome.status(), outcome.toString());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertEquals("no directory\n", Files.readString(directory));
    }

    /** A user may read and plan; only root saves. */
    @Test
    void anOrdinaryUserIsToldToBecomeRoot() throws IOException {
        assertEquals(0, persist("enp1s0f0", "8").status());
        String before = Files.readString(directory.resolve("config.json"));
        Path home = Image.copy(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        String user = "setpriv --reuid 65534 --regid 65534 --clear-groups \"$VFNET\" --sysroot '" + machine + "' ";
        Outcome refused = Image.shell(home, user + "persist enp1s0f0 63");
        assertRefused(4, "Permission denied; run it as root (sudo vfnet persist)", refused);
        assertEquals(
                0, Image.shell(home, user + "persist enp1s0f0 63 --dry-run").status());
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        assertRefused(4, "Permission denied; run it as root (sudo vfnet persist)", Image.shell(home, user + "persist"));
        Outcome list = Image.shell(home, user + "list");
        assertEquals(0, list.status(), list.toString());
        assertTrue(list.err().contains("config.json: Permission denied (EACCES)"), list.err());
        assertEquals(before, Files.readString(directory.resolve("config.json")));
        assertEquals(Set.of("config.json", "config.json.lock"), names());
    }
}
