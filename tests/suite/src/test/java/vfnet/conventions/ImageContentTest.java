// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The content and the size of the image, whatever JDK built it. */
@Tag("slow")
class ImageContentTest {
    /** Java, the modules and the launcher. */
    private static final long MAX_BYTES = 60_000_000;
    /** The start-up cache, whose size depends on the commands that it is trained on. */
    private static final long MAX_CACHE_BYTES = 25_000_000;

    private static final Path CACHE = Path.of("lib/vfnet.aot");

    private static List<Path> files;

    @BeforeAll
    static void find() throws IOException {
        try (Stream<Path> tree = Files.walk(Image.HOME)) {
            files = tree.filter(Files::isRegularFile)
                    .map(Image.HOME::relativize)
                    .sorted()
                    .toList();
        }
    }

    private static long bytes(Path file) {
        return Image.HOME.resolve(file).toFile().length();
    }

    @Test
    void itHasTwoPrograms() {
        assertEquals(
                List.of(Path.of("bin/java"), Path.of("bin/vfnet")),
                files.stream().filter(file -> file.startsWith("bin")).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "**.debuginfo",
                "**.diz",
                "**.jmod",
                "**.jsa",
                "lib/src.zip",
                "lib/jexec",
                "lib/jrt-fs.jar",
                "lib/classlist",
                "conf/sdp/**",
                "include/**",
                "man/**",
                "jmods/**",
                "demo/**"
            })
    void itHasNothingThatNoCommandOpens(String glob) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        assertEquals(List.of(), files.stream().filter(matcher::matches).toList());
    }

    @Test
    void itIsSmall() {
        long image = files.stream()
                .filter(file -> !file.equals(CACHE))
                .mapToLong(ImageContentTest::bytes)
                .sum();
        assertTrue(image <= MAX_BYTES, image + " bytes without the start-up cache");
        assertTrue(bytes(CACHE) <= MAX_CACHE_BYTES, bytes(CACHE) + " bytes of start-up cache");
    }
}
