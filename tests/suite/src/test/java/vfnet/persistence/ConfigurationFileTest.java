// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.desired.SavedPort;
import vfnet.persistence.ConfigurationFile.Lock;
import vfnet.system.Sysroot;

/** The file on a real disk: what a save writes there, and what it does not change. */
class ConfigurationFileTest {
    private static final Duration NO_PATIENCE = Duration.ZERO;

    @TempDir
    private Path folder;

    private ConfigurationFile file() {
        return new ConfigurationFile(folder.resolve("etc/vfnet/config.json"));
    }

    private static ConfigurationFile written(ConfigurationFile file, String text) throws IOException {
        Files.createDirectories(file.path().getParent());
        Files.writeString(file.path(), text);
        return file;
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void whatWasNeverSavedIsMissingAndNoError() {
        assertInstanceOf(Loaded.Missing.class, file().load());
        assertEquals(List.of(), file().load().configuration().ports());
        assertTrue(file().unsafe(new Sysroot(Path.of("/"))).isEmpty());
    }

    @Test
    void theFirstSaveMakesItsDirectories() throws IOException {
        file().save(Saves.adding(Saves.port("eth0", 2)));
        assertEquals("""
                {
                  "version": 1,
                  "ports": [
                    {
                      "interface": "eth0",
                      "dev_port": 0,
                      "vf_count": 2,
                      "vfs": [ ]
                    }
                  ]
                }
                """, Files.readString(file().path()));
        assertEquals(Set.of("config.json"), names(file().path().getParent()));
        assertEquals("rwxr-xr-x", mode(folder.resolve("etc")));
        assertEquals("rwxr-xr-x", mode(folder.resolve("etc/vfnet")));
        assertEquals("rw-r--r--", mode(file().path()));
    }

    @Test
    void theVersionBeforeIsKept() throws IOException {
        ConfigurationFile file = written(file(), Saves.WHOLE);
        file.save(Saves.removing(0));
        assertEquals(Saves.WHOLE, Files.readString(file.lastGood()));
        String second = Files.readString(file.path());
        file.save(Saves.removing(0));
        assertEquals(second, Files.readString(file.lastGood()));
        assertEquals(
                Set.of("config.json", "config.json.last"), names(file.path().getParent()));
        assertEquals("rw-r--r--", mode(file.lastGood()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "the same entry", "an empty list"})
    void whatChangesNothingTouchesNothing(String what) throws IOException {
        ConfigurationFile file = written(file(), Saves.WHOLE.replace("\n", "\r\n"));
        file.save(Saves.changing(0, Saves.whole().ports().get(0)));
        Files.setLastModifiedTime(file.path(), FileTime.fromMillis(1_000_000));
        Object inode = Files.getAttribute(file.path(), "unix:ino");
        byte[] before = Files.readAllBytes(file.path());
        file.save(
                switch (what) {
                    case "nothing" -> new ConfigurationEdit(Map.of(), List.of());
                    case "the same entry" ->
                        Saves.changing(0, Saves.whole().ports().get(0));
                    default -> Saves.adding();
                });
        assertEquals(inode, Files.getAttribute(file.path(), "unix:ino"));
        assertEquals(FileTime.fromMillis(1_000_000), Files.getLastModifiedTime(file.path()));
        assertArrayEquals(before, Files.readAllBytes(file.path()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAKilledWriterLeftIsGoneAfterTheNextSave(boolean changes) throws IOException {
        ConfigurationFile file = written(file(), Saves.WHOLE);
        Path left = Files.writeString(file.path().resolveSibling("config.json.new"), "half of it");
        file.save(
                changes
                        ? Saves.adding(Saves.port("eth9", 1))
                        : Saves.changing(0, Saves.whole().ports().get(0)));
        assertTrue(Files.notExists(left));
    }

    @Test
    void theLayoutOfAHandIsKeptUntilSomethingChanges() throws IOException {
        String oneLine = "{\"version\":1,\"ports\":[{\"interface\":\"eth0\",\"vf_count\":2}]}";
        ConfigurationFile file = written(file(), oneLine);
        file.save(new ConfigurationEdit(Map.of(), List.of()));
        assertEquals(oneLine, Files.readString(file.path()));
    }

    @Test
    void aFileBeyondAllBoundsIsUnreadable() {
        String huge = Saves.WHOLE + " ".repeat(4 << 20);
        assertTrue(Saves.of(huge).load() instanceof Loaded.Unreadable(var why)
                && why.what().contains("larger than 4 MiB"));
    }

    @Test
    void aDeviceWithoutEndIsNotReadToTheEnd() {
        assertInstanceOf(Loaded.Unreadable.class, new ConfigurationFile(Path.of("/dev/zero")).load());
    }

    @Test
    void aFileWithAFlawIsNotRewritten() throws IOException {
        String flawed = Saves.WHOLE.replace("\"vf_count\": 4", "\"vf_count\": -4");
        ConfigurationFile file = written(file(), flawed);
        ContradictionException refused = assertThrows(ContradictionException.class, () -> file.save(Saves.removing(1)));
        assertTrue(refused.getMessage().contains("line 9 (/ports/0/vf_count)"), refused.getMessage());
        assertEquals(flawed, Files.readString(file.path()));
        assertEquals(Set.of("config.json"), names(file.path().getParent()));
    }

    @Test
    void aFileOfANewerVersionIsNotRewritten() throws IOException {
        String newer = Saves.WHOLE.replace("\"version\": 1", "\"version\": 2");
        ConfigurationFile file = written(file(), newer);
        assertThrows(ContradictionException.class, () -> file.save(Saves.adding(Saves.port("eth9", 1))));
        assertEquals(newer, Files.readString(file.path()));
    }

    @Test
    void whatContradictsWhatIsSavedIsNotSaved() throws IOException {
        ConfigurationFile file = written(file(), Saves.WHOLE);
        ContradictionException refused = assertThrows(
                ContradictionException.class,
                () -> file.save(Saves.adding(Saves.whole().ports().getFirst())));
        assertTrue(refused.getMessage().contains("enp1s0f0 (0000:01:00.0) is described twice"), refused.getMessage());
        assertEquals(Saves.WHOLE, Files.readString(file.path()));
    }

    @Test
    void whatCouldNotBeReadAgainIsNotSaved() throws IOException {
        ConfigurationFile file = written(file(), Saves.WHOLE);
        ConfigurationEdit huge = Saves.adding(
                IntStream.range(0, 50_000).mapToObj(i -> Saves.port("e" + i, 1)).toArray(SavedPort[]::new));
        ContradictionException refused = assertThrows(ContradictionException.class, () -> file.save(huge));
        assertTrue(refused.getMessage().contains("larger than 4 MiB"), refused.getMessage());
        assertEquals(Saves.WHOLE, Files.readString(file.path()));
    }

    @Test
    void aSecondWriterWaitsForTheFirst() throws IOException {
        try (Lock first = file().lock(NO_PATIENCE).orElseThrow()) {
            long begin = System.nanoTime();
            assertTrue(file().lock(Duration.ofMillis(200)).isEmpty());
            assertTrue(System.nanoTime() - begin >= 190_000_000L);
            first.close();
            file().lock(NO_PATIENCE).orElseThrow().close();
        }
    }

    @Test
    void aLockThatADeadProcessLeftIsNoHindrance() throws IOException {
        Files.createDirectories(file().path().getParent());
        Files.writeString(file().path().resolveSibling("config.json.lock"), "4711\n");
        Files.writeString(file().path().resolveSibling("config.json.new"), "{\"vers");
        try (Lock _ = file().lock(NO_PATIENCE).orElseThrow()) {
            file().save(Saves.adding(Saves.port("eth0", 2)));
        }
        assertEquals(
                Set.of("config.json", "config.json.lock"), names(file().path().getParent()));
        assertEquals(1, Saves.read(file()).configuration().ports().size());
    }
}
