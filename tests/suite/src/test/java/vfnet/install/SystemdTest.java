// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.conventions.Image;
import vfnet.suite.ListSchema;
import vfnet.suite.Outcome;

/**
 * Installed on a system that a real systemd runs: the unit starts there, in its sandbox, and is removed without a
 * trace.
 */
@Tag("slow")
class SystemdTest {
    private static final Path SCRIPTS = Path.of("tests/suite/src/test/resources/vfnet/install");

    @TempDir
    private static Path folder;

    private static List<String> probe;

    @BeforeAll
    static void boot() throws IOException {
        Files.copy(SCRIPTS.resolve("probe.sh"), folder.resolve("probe.sh"));
        Outcome systemd = Image.run(
                Map.of(),
                "unshare",
                "--mount",
                "sh",
                SCRIPTS.resolve("boot-systemd.sh").toString(),
                folder.toString(),
                Image.HOME.toString());
        Path out = folder.resolve("probe.out");
        assertTrue(Files.exists(out), "systemd did not come up (it needs root, namespaces and overlayfs): " + systemd);
        probe = Files.readAllLines(out);
        assertEquals("end", probe.getLast(), probe + Files.readString(folder.resolve("probe.err")) + systemd);
    }

    private static void assertSaid(String line) throws IOException {
        assertTrue(
                probe.contains(line),
                "'" + line + "' is not in " + probe + Files.readString(folder.resolve("probe.err")));
    }

    @Test
    void theRunningSystemdKnowsTheUnitAtOnce() throws IOException {
        assertSaid("install 0");
        assertSaid("enabled enabled");
        assertSaid("known loaded");
        assertTrue(Files.readString(folder.resolve("install.out"))
                .contains("\n  reload  /etc/systemd/system/vfnet.service\n"));
    }

    @Test
    void theUnitStartsJavaInItsSandboxAndStays() throws IOException {
        assertSaid("start 0");
        assertSaid("state active exited ");
        String list = Files.readAllLines(folder.resolve("unit.out")).getFirst();
        assertEquals(
                List.of(),
                ListSchema.complaints(ListSchema.read(
                        Files.readString(folder.resolve("unit.out")).replaceAll("(?s)\nprivileges.*", ""))),
                list);
        assertEquals("", Files.readString(folder.resolve("unit.err")));
    }

    @Test
    void theSandboxAllowsTheWorkAndNothingBeyond() throws IOException {
        List<String> unit = Files.readAllLines(folder.resolve("unit.out"));
        assertEquals(
                List.of(
                        "privileges 1",
                        "filter 2",
                        "configuration /etc/vfnet/config.json",
                        "open files /dev/null",
                        "link set",
                        "kernel log read",
                        "lock made",
                        "etc refused",
                        "image refused",
                        "other namespaces refused",
                        "chown refused",
                        "sysfs writable",
                        "devices refused"),
                unit.subList(unit.indexOf("privileges 1"), unit.size()));
    }

    @Test
    void whatTheUnitKeepsOutlivesIt() throws IOException {
        assertSaid("lock kept");
    }

    @Test
    void theTimerWritesMetricsOnceItIsEnabled() throws IOException {
        assertSaid("metrics 0");
        assertTrue(Files.readString(folder.resolve("vfnet.prom")).contains("# TYPE vfnet_problems gauge\n"));
        assertSaid("timer disabled");
        assertSaid("timer enabled active");
        assertSaid("timer left inactive");
    }

    @Test
    void theUninstalledVfnetLeavesNoTrace() throws IOException {
        assertSaid("uninstall 0");
        assertSaid("known not-found");
        assertSaid("same files");
    }
}
