// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.conventions.Image;
import vfnet.suite.Outcome;

/** The installed unit, checked by systemd's own tools. */
@Tag("slow")
class UnitTest {
    private static final String UNIT = "/etc/systemd/system/vfnet.service";
    /** As Debian's ifupdown has it. */
    private static final String NETWORKING = """
            [Unit]
            DefaultDependencies=no
            Wants=network.target
            After=local-fs.target network-pre.target
            Before=network.target shutdown.target network-online.target
            Conflicts=shutdown.target
            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=/usr/bin/true
            """;
    /** As cloud-init.service and cloud-init-local.service have it. */
    private static final String CLOUD_INIT = """
            [Unit]
            DefaultDependencies=no
            Wants=cloud-init-local.service
            After=cloud-init-local.service networking.service
            Before=network-online.target sysinit.target shutdown.target
            Conflicts=shutdown.target
            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=/usr/bin/true
            """;

    private static final String CLOUD_INIT_LOCAL = """
            [Unit]
            DefaultDependencies=no
            Wants=network-pre.target
            After=systemd-remount-fs.service
            Before=NetworkManager.service network-pre.target shutdown.target sysinit.target
            Conflicts=shutdown.target
            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=/usr/bin/true
            """;

    @TempDir
    private static Path folder;

    private static InstalledRoot root;
    private static String unit;

    @BeforeAll
    static void install() throws IOException {
        root = new InstalledRoot(folder.resolve("root"));
        root.addSystemd();
        root.unit("networking.service", NETWORKING);
        root.unit("cloud-init.service", CLOUD_INIT);
        root.unit("cloud-init-local.service", CLOUD_INIT_LOCAL);
        unit = Files.readString(root.path(UNIT));
        Path grep = root.path("/usr/bin/grep");
        Files.createDirectories(grep.getParent());
        Files.copy(Path.of("/bin/grep"), grep, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void assertClean(Outcome verify) {
        assertEquals("", verify.out() + verify.err());
        assertEquals(0, verify.status());
    }

    @Test
    void systemdHasNothingAgainstIt() {
        assertClean(root.verify("vfnet.service"));
    }

    @Test
    void systemdHasNothingAgainstTheRestoreOfOnePf() {
        assertClean(root.verify("vfnet-restore@.service"));
    }

    /** What one may do the other may, in one text. */
    @Test
    void bothServicesThatRestoreHaveTheSameSandbox() throws IOException {
        String restore = Files.readString(root.path("/etc/systemd/system/vfnet-restore@.service"));
        String sandbox = unit.substring(unit.indexOf("RuntimeDirectory="), unit.indexOf("\n[Install]"));
        assertTrue(sandbox.contains("CapabilityBoundingSet=") && sandbox.contains("SystemCallErrorNumber="), sandbox);
        assertTrue(restore.strip().endsWith(sandbox.strip()), restore);
        assertTrue(restore.contains(" boot %i\n"), restore);
        assertFalse((unit + restore).contains("@S"), "a placeholder is left");
    }

    /** VFs have no sriov_totalvfs, and the boot service comes first. */
    @Test
    void udevStartsItForPfsThatComeBack() throws IOException {
        String rule = Files.readString(root.path("/etc/udev/rules.d/90-vfnet.rules"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList()
                .getFirst();
        for (String part : List.of(
                "ACTION==\"bind\"",
                "ATTR{sriov_totalvfs}==\"[1-9]*\"",
                "TEST==\"/run/vfnet/boot-done\"",
                "ENV{SYSTEMD_WANTS}+=\"vfnet-restore@%k.service\"")) {
            assertTrue(rule.contains(part), rule);
        }
    }

    @Test
    void systemdHasNothingAgainstTheMetrics() {
        assertClean(root.verify("vfnet-metrics.service", "vfnet-metrics.timer"));
        Outcome enabled =
                Image.run(Map.of(), "systemctl", "--root=" + root.folder, "is-enabled", "vfnet-metrics.timer");
        assertEquals("disabled\n", enabled.out(), enabled.toString());
    }

    @Test
    void systemdHasNothingAgainstTheBridgeService() throws IOException {
        assertClean(root.verify("vfnet-bridge.service"));
        assertTrue(unit.contains("\nWants=vfnet-bridge.service\n"), unit);
        String bridge = Files.readString(root.path("/etc/systemd/system/vfnet-bridge.service"));
        assertTrue(bridge.contains("\nCapabilityBoundingSet=CAP_NET_ADMIN\n"), bridge);
    }

    /** What systemd asks before it starts Java, with files as people and vfnet write them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"bridge_sync\": true}|0",
                "{\"bridge_sync\"  :\ttrue}|0",
                "{\"bridge_sync\":false}|1",
                "{\"vf_count\": 4}|1"
            })
    void theBridgeServiceStartsOnlyWherePortsAreSavedSo(String text, int status) throws IOException {
        Path file = folder.resolve("config.json");
        Files.writeString(file, text);
        String condition = Files.readString(root.path("/etc/systemd/system/vfnet-bridge.service"))
                .lines()
                .filter(line -> line.startsWith("ExecCondition="))
                .findFirst()
                .orElseThrow()
                .substring("ExecCondition=".length())
                .replace("/etc/vfnet/config.json", file.toString());
        assertEquals(status, Image.run(Map.of(), "sh", "-c", condition).status(), condition);
    }

    @Test
    void systemdSeesItEnabled() {
        Outcome enabled = Image.run(Map.of(), "systemctl", "--root=" + root.folder, "is-enabled", "vfnet.service");
        assertEquals("enabled\n", enabled.out(), enabled.toString());
    }

    @Test
    void besideCloudInitThereIsNoOrderingCycle() {
        assertClean(root.verify("multi-user.target"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sysinit.target", "basic.target"})
    void aLaterStartWouldCloseACycleAndThisTestWouldSeeIt(String later) throws IOException {
        root.unit("vfnet.service", unit.replace("\nAfter=", "\nAfter=" + later + " "));
        try {
            Outcome verify = root.verify("multi-user.target");
            assertTrue(verify.err().contains("ordering cycle"), verify.toString());
        } finally {
            root.unit("vfnet.service", unit);
        }
    }

    @Test
    void itWaitsForNothingThatComesLate() {
        String after = unit.lines()
                .filter(line -> line.startsWith("After=") || line.startsWith("Requires=") || line.startsWith("Wants="))
                .toList()
                .toString();
        for (String late : List.of("sysinit", "basic.target", "udev-settle", "network.target", "network-online")) {
            assertFalse(after.contains(late), after);
        }
    }

    /** What its work needs; systemd.exec(5) says what each setting would remove. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProtectKernelTunables",
                "ProtectKernelModules",
                "ProtectKernelLogs",
                "MemoryDenyWriteExecute",
                "PrivateNetwork",
                "PrivateUsers",
                "ProtectProc",
                "ProcSubset",
                "PrivateTmp",
                "PrivateDevices",
                "ProtectHome=yes",
                "ProtectHome=tmpfs"
            })
    void itsSandboxLeavesItItsWork(String forbidden) {
        assertFalse(unit.contains("\n" + forbidden), forbidden);
        assertTrue(unit.contains("\nRuntimeDirectory=vfnet\nRuntimeDirectoryPreserve=yes\n"));
        for (String capability :
                List.of("NET_ADMIN", "SYS_MODULE", "SYS_PTRACE", "DAC_READ_SEARCH", "SYSLOG", "SYS_ADMIN")) {
            assertTrue(unit.contains("CAP_" + capability), capability);
        }
    }

    @Test
    void itsExposureIsNoGreaterThanItWas() {
        Outcome security = Image.run(
                Map.of(),
                "systemd-analyze",
                "security",
                "--offline=true",
                "--no-pager",
                root.path(UNIT).toString());
        Matcher level =
                Pattern.compile("exposure level for vfnet.service: ([0-9.]+)").matcher(security.out());
        assertTrue(level.find(), security.toString());
        // Of this, 0.2 is NotifyAccess=all: systemd-notify, a child, asks for more time.
        // 0.4 is what it takes to enter the network namespace of a port.
        assertTrue(Double.parseDouble(level.group(1)) <= 4.0, security.out());
    }

    @Test
    void aPrefixWithSpacesVerifiesToo() throws IOException {
        String prefix = "/mnt/my pool/vfnet";
        InstalledRoot other = new InstalledRoot(folder.resolve("other"), "--prefix", prefix);
        other.addSystemd();
        Files.createDirectories(other.path("/etc/systemd/system"));
        Files.copy(other.path(prefix + "/lib/systemd/system/vfnet.service"), other.path(UNIT));
        assertClean(other.verify("vfnet.service"));
    }

    /** The unit's options for Java, run where they point: with the cache or not at all. */
    @Test
    void theCacheIsUsedWhereTheUnitPointsToIt() {
        Outcome java = Image.run(
                Map.of(
                        "HOME_OF_VFNET",
                        root.path("/usr/local/lib/vfnet/current").toString()),
                "sh",
                "-c",
                "exec \"$HOME_OF_VFNET/bin/java\" -XX:AOTMode=on \"-XX:AOTCache=$HOME_OF_VFNET/lib/vfnet.aot\""
                        + " -m vfnet.cli/vfnet.cli.Main --version");
        assertEquals("vfnet " + System.getProperty("vfnet.version") + "\n", java.out(), java.toString());
    }
}
