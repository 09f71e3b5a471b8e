// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.system.RegularFile;
import vfnet.system.Sysroot;
import vfnet.system.SysrootFiles;

/** A file that never ends, or never begins, blocks nobody. */
class RegularFileTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    /** /proc/kmsg claims to be a regular file, and reading it waits for the next message. */
    @ParameterizedTest
    @ValueSource(strings = {"/proc/kmsg", "/proc/self/status", "/sys/kernel/tracing/trace_pipe"})
    void aLinkToAFileOfTheKernelIsEmpty(String target) throws IOException {
        Path file = Files.createSymbolicLink(folder.resolve("config.json"), Path.of(target));
        if (Files.exists(file)) {
            assertEquals(0, assertTimeoutPreemptively(TIMEOUT, () -> RegularFile.read(file, 1 << 20)).length);
            assertEquals(
                    0,
                    assertTimeoutPreemptively(
                                    TIMEOUT, () -> SysrootFiles.read(Sysroot.live(), file, file.toRealPath(), 1 << 20))
                            .length);
        }
    }

    @Test
    void theKernelsOwnFilesAreReadUnderTheirOwnNames() throws IOException {
        Path file = Path.of("/proc/self/status");
        assertTrue(SysrootFiles.read(Sysroot.live(), file, file, 1 << 20).length > 0);
    }

    @Test
    void whatHasNoEndIsNoRegularFile() throws IOException {
        Path file = Files.createSymbolicLink(folder.resolve("config.json"), Path.of("/dev/zero"));
        assertThrows(IOException.class, () -> RegularFile.read(file, 1 << 20));
    }
}
