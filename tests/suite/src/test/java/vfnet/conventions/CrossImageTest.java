// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vfnet.suite.Outcome;

/**
 * The image for arm64 that {@code scripts/release --arch aarch64} links here, run by an emulator. Debian's arm64 JDK is
 * fetched into the user's cache where it is not there yet: 320 MB. Without it this test fails.
 */
@Tag("slow")
@Timeout(600)
class CrossImageTest {
    private static final int TIMEOUT_SECONDS = 300;
    private static final long MAX_BYTES = 60_000_000;
    /** EM_AARCH64 in e_machine (elf.h). */
    private static final int AARCH64 = 183;

    private static final int MACHINE_OFFSET = 18;

    private static final String MAKE = """
            set -eu
            . scripts/lib/java.sh; . scripts/lib/deb.sh; . scripts/lib/cross.sh
            image=$IMAGE; link_cross_image aarch64 "$OUT/vfnet"; provide_cross_libraries aarch64
            host_image=$IMAGE; image=$OUT/vfnet; release=$OUT; version=$VERSION; built=2026-01-01T00:00:00Z
            deb_architecture=$(debian_architecture aarch64); deb_compression=(-Zgzip -z1); make_deb 1
            echo "$cross_libraries"
            """;

    @TempDir
    private static Path folder;

    private static Path image;
    private static String libraries;

    @BeforeAll
    static void link() {
        image = folder.resolve("vfnet");
        Outcome made = Image.run(
                TIMEOUT_SECONDS,
                Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "IMAGE", Image.HOME.toString(),
                        "OUT", folder.toString(),
                        "VERSION", Conventions.VERSION),
                "bash",
                "-c",
                MAKE);
        assertEquals(0, made.status(), "no image for arm64 can be linked: " + made.err());
        libraries = made.out().strip();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> tree = Files.walk(image)) {
            return tree.filter(Files::isRegularFile).map(image::relativize).toList();
        }
    }

    private static Outcome emulated(String... words) {
        String[] start = {
            "qemu-aarch64-static",
            "-L",
            libraries,
            image.resolve("bin/java").toString(),
            "-m",
            "vfnet.cli/vfnet.cli.Main"
        };
        String[] line = new String[start.length + words.length];
        System.arraycopy(start, 0, line, 0, start.length);
        System.arraycopy(words, 0, line, start.length, words.length);
        return Image.run(TIMEOUT_SECONDS, Map.of(), line);
    }

    @Test
    void itListsASnapshotAsTheImageOfThisMachineDoes() {
        Outcome expected = Image.run(Map.of(), Image.command(Image.HOME), "--sysroot", Image.X550, "list");
        Outcome list = emulated("--sysroot", Image.X550, "list");
        assertEquals(expected.out(), list.out(), list.toString());
        assertEquals(expected.err(), list.err());
        assertEquals(0, list.status());
    }

    @Test
    void itHoldsWhatTheImageOfThisMachineHoldsButForTheCache() throws IOException {
        assertEquals(-1, Files.mismatch(Image.HOME.resolve("bin/vfnet"), image.resolve("bin/vfnet")));
        assertFalse(Files.exists(image.resolve("lib/vfnet.aot")));
        for (String file : List.of("java-options", "commands.txt", "config.json", "snapshot.machine")) {
            assertTrue(Files.isRegularFile(image.resolve("lib/training").resolve(file)), file);
        }
        assertTrue(Files.isRegularFile(image.resolve("legal/NOTICES.md")));
        assertTrue(Files.isRegularFile(image.resolve("legal/java.base/LICENSE")));
        assertEquals(
                List.of(),
                files().stream()
                        .filter(file -> file.toString().matches(".*\\.(debuginfo|jmod|jsa)|lib/(jexec|classlist)"))
                        .toList());
    }

    @Test
    void everyProgramAndLibraryIsForThatProcessor() throws IOException {
        List<Path> binaries = files().stream()
                .filter(file ->
                        file.endsWith("java") || file.toString().endsWith(".so") || file.endsWith("jspawnhelper"))
                .toList();
        assertTrue(binaries.size() > 8, binaries.toString());
        for (Path file : binaries) {
            assertEquals(AARCH64, Files.readAllBytes(image.resolve(file))[MACHINE_OFFSET] & 0xff, file.toString());
        }
    }

    @Test
    void itIsSmall() throws IOException {
        long bytes = files().stream().mapToLong(CrossImageTest::size).sum();
        assertTrue(bytes <= MAX_BYTES, bytes + " bytes");
    }

    private static long size(Path file) {
        try {
            return Files.size(image.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anotherProcessorIsRefusedBeforeAnythingIsBuilt() {
        Outcome release = Image.run(Map.of(), "scripts/release", "--arch", "riscv64");
        assertEquals(1, release.status(), release.toString());
        assertEquals(
                "release: unknown architecture 'riscv64'; an image can be linked for aarch64 and x86_64\n",
                release.err());
    }

    @Test
    void itsPackageIsForArm64AndMakesTheCacheWhereItIsInstalled() throws IOException {
        String deb = folder.resolve("vfnet_" + Deb.VERSION + "_arm64.deb").toString();
        assertEquals(
                "arm64\n",
                Image.run(Map.of(), "dpkg-deb", "--field", deb, "Architecture").out());
        String depends =
                Image.run(Map.of(), "dpkg-deb", "--field", deb, "Depends").out();
        assertTrue(depends.matches("libc6 \\(>= 2\\.[0-9]+\\)(, [a-z0-9+-]+)*, iproute2\n"), depends);
        String content = Image.run(Map.of(), "dpkg-deb", "--contents", deb).out();
        assertTrue(content.contains(" ./usr/share/man/man8/vfnet.8.gz\n"), content);
        assertFalse(content.contains("vfnet.aot"), content);
        Path control = folder.resolve("control");
        Image.run(Map.of(), "dpkg-deb", "--control", deb, control.toString());
        assertTrue(Files.readString(control.resolve("postinst")).contains("\ncache=generated\n"));
    }
}
