// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.discovery.sysfs.InsideDirectories;
import vfnet.system.Sysroot;

/** A snapshot is not trusted: no link in it leads a reader out, and neither do short cuts. */
class InsideDirectoriesTest {
    private static final List<String> STEPS =
            List.of("..", ".", "", "a", "b", "plain", "inside", "outside", "/", "gone", "a.", "..a");

    private Path root;

    @BeforeEach
    void machine(@TempDir Path folder) throws IOException {
        root = Files.createDirectories(folder.toRealPath().resolve("machine"));
        Files.createDirectories(root.resolve("sys/plain/a/b"));
        Files.createDirectories(root.resolve("sys/a"));
        Files.createDirectories(folder.resolve("elsewhere/a/b"));
        Files.createSymbolicLink(root.resolve("sys/inside"), Path.of("plain"));
        Files.createSymbolicLink(root.resolve("sys/outside"), Path.of("../../elsewhere"));
    }

    /** The required result of every short cut. */
    private boolean isInside(Path directory) {
        try {
            return directory.toRealPath().startsWith(root);
        } catch (IOException nothingThere) {
            return true;
        }
    }

    @Test
    void whatLiesBehindALinkOutwardsIsOutside() {
        InsideDirectories inside = new InsideDirectories(new Sysroot(root));
        assertTrue(inside.has(root.resolve("sys/plain/a")));
        assertTrue(inside.has(root.resolve("sys/inside/a")));
        assertFalse(inside.has(root.resolve("sys/outside")));
        assertFalse(inside.has(root.resolve("sys/outside/a")));
        assertFalse(inside.has(root.resolve("sys/plain/../../../elsewhere")));
        assertTrue(inside.has(root.resolve("sys/gone/a")), "where nothing is, nothing outside is looked at");
    }

    /** Every target of up to four steps, with the same reader, so that its memory is used. */
    @Test
    void aTargetIsWhereItWouldBeStepByStep() {
        InsideDirectories inside = new InsideDirectories(new Sysroot(root));
        Path link = root.resolve("sys/a/link");
        int within = 0;
        for (String target : targets(4)) {
            Path place = link.resolveSibling(target).normalize();
            Optional<Path> expected = place.startsWith(root) && isInside(place) ? Optional.of(place) : Optional.empty();
            assertEquals(expected, inside.target(link, target), target);
            within += expected.isPresent() ? 1 : 0;
        }
        assertTrue(within > 1000, within + " targets were inside");
    }

    private static List<String> targets(int steps) {
        if (steps == 0) {
            return List.of("");
        }
        return targets(steps - 1).stream()
                .flatMap(before -> STEPS.stream()
                        .map(step -> before.isEmpty() || before.endsWith("/") ? before + step : before + "/" + step))
                .distinct()
                .toList();
    }
}
