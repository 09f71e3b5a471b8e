// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.conventions.Image;
import vfnet.system.WriteAccess;

/** Who controls what is found under a path: the file, each folder above it, and the links on the way. Needs root. */
@Tag("slow")
class WriteAccessTest {
    @TempDir
    private Path temporary;

    private Path top;
    private Path file;

    @BeforeEach
    void create() throws IOException {
        top = temporary.toRealPath();
        file = top.resolve("a/b/file");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "text");
        sh("chmod 755 . a a/b; chmod 644 a/b/file");
    }

    private void sh(String line) {
        assertEquals(
                0,
                Image.run(Map.of(), "sh", "-c", "cd '" + top + "' && " + line).status(),
                line);
    }

    private Optional<String> exposed(Path path) throws IOException {
        return WriteAccess.to(path).map(exposure -> top.relativize(exposure.place()) + " " + exposure.how());
    }

    /** /tmp, which contains it, is writable by everybody, and sticky. */
    @Test
    void whatIsRootsInFoldersOfRootIsSafe() throws IOException {
        assertEquals(Optional.empty(), exposed(file));
        assertEquals(Optional.empty(), exposed(top.resolve("a/new/one")));
    }

    @ParameterizedTest
    @CsvSource({
        "chown 65534 a/b/file,a/b/file belongs to the user of number 65534",
        "chmod o+w a/b/file,a/b/file can be written by everybody",
        "chown 65534 a,a belongs to the user of number 65534",
        "chmod 777 a/b,a/b can be written by everybody",
        "chgrp 65534 a && chmod g+w a,a can be written by the group of number 65534",
        "chmod 1777 a; chown 65534 a/b,a/b belongs to the user of number 65534"
    })
    void aUserWhoCanWriteOnTheWayDecides(String made, String said) throws IOException {
        sh(made);
        assertEquals(Optional.of(said), exposed(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chmod 1777 a", "chmod g+w a", "chmod 600 a/b/file", "chmod 1775 a/b"})
    void rootsGroupAndStickyFoldersChangeNothing(String made) throws IOException {
        sh(made);
        assertEquals(Optional.empty(), exposed(file));
    }

    /** In a sticky folder any user can create what does not exist yet. */
    @Test
    void whatIsNotThereYetIsWhoseverFolderItIs() throws IOException {
        sh("chmod 1777 a/b");
        assertEquals(Optional.empty(), exposed(file));
        assertEquals(Optional.of("a/b can be written by everybody"), exposed(top.resolve("a/b/new/one")));
    }

    @ParameterizedTest
    @CsvSource({
        "../theirs/x,theirs belongs to the user of number 65534",
        "../nowhere/x,",
        "loop,",
        "../a/b/../../theirs,theirs belongs to the user of number 65534"
    })
    void linksAreFollowed(String target, String said) throws IOException {
        sh("mkdir -p theirs && touch theirs/x && chown 65534 theirs && ln -s '" + target
                + "' a/loop && ln -s loop a/link");
        assertEquals(Optional.ofNullable(said), exposed(top.resolve("a/link")));
    }

    @Test
    void aLinkOfAnotherUserIsHis() throws IOException {
        sh("chmod 1777 a; ln -s b/file a/link; chown -h 65534 a/link");
        assertEquals(Optional.of("a/link belongs to the user of number 65534"), exposed(top.resolve("a/link")));
    }
}
