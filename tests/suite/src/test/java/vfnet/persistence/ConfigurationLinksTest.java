// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Something other than a plain file in its place: links, dangling links, directories. */
class ConfigurationLinksTest {
    private static final Duration NO_PATIENCE = Duration.ZERO;

    @TempDir
    private Path folder;

    private ConfigurationFile file() {
        return new ConfigurationFile(folder.resolve("etc/vfnet/config.json"));
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void aLinkStaysALinkAndTheVersionBeforeLiesBesideTheFile() throws IOException {
        Path real = Files.createDirectories(folder.resolve("data")).resolve("real.json");
        Files.writeString(real, Saves.WHOLE);
        Files.createDirectories(file().path().getParent());
        Files.createSymbolicLink(file().path(), real);
        file().save(Saves.removing(0));
        assertTrue(Files.isSymbolicLink(file().path()));
        assertEquals(
                2,
                Saves.read(new ConfigurationFile(real)).configuration().ports().size());
        assertEquals(Saves.WHOLE, Files.readString(real.resolveSibling("real.json.last")));
        assertEquals(real.resolveSibling("real.json.last"), file().lastGood());
        assertEquals(Set.of("config.json"), names(file().path().getParent()));
    }

    /** A disk that is not mounted yet: the saved configuration is on it, and must not be taken for empty. */
    @ParameterizedTest
    @ValueSource(strings = {"config.json", "vfnet", "etc"})
    void aLinkToNothingIsAnErrorAndIsNotReplaced(String link) throws IOException {
        Path place = file().path();
        while (!place.endsWith(link)) {
            place = place.getParent();
        }
        Files.createDirectories(place.getParent());
        Files.createSymbolicLink(place, folder.resolve("not-mounted"));
        Loaded.Unreadable unreadable = assertInstanceOf(Loaded.Unreadable.class, file().load());
        assertTrue(unreadable.why().what().contains(place + " is a link to what is not there"), unreadable.toString());
        assertThrows(IOException.class, () -> file().save(Saves.adding(Saves.port("eth0", 1))));
        assertThrows(IOException.class, () -> file().lock(NO_PATIENCE));
        assertTrue(Files.isSymbolicLink(place));
        assertFalse(Files.exists(folder.resolve("not-mounted")));
    }

    @Test
    void aDirectoryInItsPlaceIsAnErrorAndGetsNoLockBeside() throws IOException {
        Files.createDirectories(file().path());
        assertInstanceOf(Loaded.Unreadable.class, file().load());
        assertThrows(IOException.class, () -> file().lock(NO_PATIENCE));
        assertThrows(IOException.class, () -> new ConfigurationFile(Path.of("/")).lock(NO_PATIENCE));
        assertThrows(IOException.class, () -> new ConfigurationFile(Path.of("")).lock(NO_PATIENCE));
        assertEquals(Set.of("config.json"), names(file().path().getParent()));
    }
}
