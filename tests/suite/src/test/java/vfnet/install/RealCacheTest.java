// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.conventions.Image;
import vfnet.suite.Outcome;

/**
 * The real image without its start-up cache, as an image for another processor comes: it runs, and install makes one.
 */
@Tag("slow")
class RealCacheTest {
    private static final String PLACE = "/usr/local/lib/vfnet/" + System.getProperty("vfnet.version");

    @TempDir
    private Path folder;

    private Path image;
    private Path root;

    @BeforeEach
    void removeCache() throws IOException {
        image = Image.copy(folder);
        root = Files.createDirectory(folder.resolve("a root"));
        Files.delete(image.resolve("lib/vfnet.aot"));
    }

    private Outcome vfnet(String command) {
        return assertQuiet(Image.run(Map.of(), Image.command(image), command, "--root", root.toString()));
    }

    private static Outcome assertQuiet(Outcome outcome) {
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals("", outcome.err(), outcome.toString());
        return outcome;
    }

    private Path installed(String name) {
        return root.resolve(PLACE.substring(1)).resolve(name);
    }

    /** What the boot service starts, too. */
    private void assertRunsInSilence(Path home) {
        String list = assertQuiet(Image.shell(home, "\"$VFNET\" --sysroot \"$X550\" list"))
                .out();
        assertTrue(list.contains("ixgbevf"), list);
        String unit = Template.packagedUnit(Layout.UNIT)
                .lines()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElseThrow()
                .substring("ExecStart=".length())
                .replace(PackagedVfnet.IMAGE, home.toString())
                .replaceFirst(" boot$", " --version");
        assertTrue(assertQuiet(Image.run(Map.of(), "sh", "-c", unit)).out().startsWith("vfnet "), unit);
    }

    @Test
    void itRunsInSilence() {
        assertRunsInSilence(image);
    }

    @Test
    void installMakesOneThatEveryStartUses() throws IOException {
        Outcome install = vfnet("install");
        assertTrue(install.out().startsWith("Making the start-up cache for this machine"), install.out());
        assertFalse(install.out().contains("Note: the start-up cache"), install.out());
        Path cache = installed("lib/vfnet.aot");
        assertTrue(Files.size(cache) > 10_000_000, cache + " has " + Files.size(cache) + " bytes");
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)));
        // With the cache or not at all.
        assertQuiet(Image.run(
                Map.of(),
                installed("bin/java").toString(),
                "-XX:AOTMode=on",
                "-XX:AOTCache=" + cache,
                "-m",
                "vfnet.cli/vfnet.cli.Main",
                "--version"));
        assertRunsInSilence(installed("").toAbsolutePath());
        image = root.resolve("usr/local/lib/vfnet/current");
        assertTrue(vfnet("install").out().contains("nothing was changed"));
        vfnet("uninstall");
        try (var left = Files.list(root)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aTrainingThatFailsLeavesAnInstallationWithoutOne() throws IOException {
        Files.writeString(image.resolve("lib/training/commands.txt"), "0 list no-such-port\n");
        Outcome install = vfnet("install");
        assertTrue(install.out().contains("Note: the start-up cache could not be made"), install.out());
        assertTrue(install.out().contains("'no-such-port'"), install.out());
        assertFalse(Files.exists(installed("lib/vfnet.aot")));
        assertFalse(Files.exists(root.resolve("usr/local/lib/vfnet/.new")));
        assertRunsInSilence(installed(""));
        vfnet("uninstall");
        try (var left = Files.list(root)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** Java makes the cache in a process of its own, and exits with 0 whatever becomes of that. */
    @Test
    void aTrainingThatLeavesNothingHasFailed() throws IOException {
        Path options = image.resolve("lib/training/java-options");
        Path elsewhere = folder.resolve("elsewhere");
        Files.writeString(options, "\"-XX:AOTCacheOutput=" + elsewhere + "\"\n" + Files.readString(options));
        Outcome install = vfnet("install");
        assertTrue(install.out().contains("tries again: Java left no cache.\n"), install.out());
        assertTrue(Files.exists(elsewhere));
        assertFalse(Files.exists(installed("lib/vfnet.aot")));
    }

    @Test
    void aTrainingThatDoesNotEndIsEndedWithAllThatItStarted() throws IOException {
        Path java = Files.writeString(folder.resolve("sleeper"), "#!/bin/sh\nsleep 86399 & sleep 86399\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertEquals(
                "did not end within 1 s",
                HostCommand.run(List.of(java.toString()), Map.of(), Duration.ofSeconds(1), () -> false)
                        .orElseThrow());
        assertEquals(
                "was interrupted",
                HostCommand.run(List.of(java.toString()), Map.of(), Duration.ofDays(1), () -> true)
                        .orElseThrow());
        assertFalse(ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").contains("sleep 86399")));
    }
}
