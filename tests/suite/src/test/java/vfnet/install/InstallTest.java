// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.install.files.ImageTree;
import vfnet.suite.Outcome;

/** {@code vfnet install} and {@code vfnet uninstall} on a system in memory. */
class InstallTest {
    private static final String UNIT = "/etc/systemd/system/vfnet.service";
    private static final String WANTS = "/etc/systemd/system/multi-user.target.wants/vfnet.service";
    private static final String VERSION = System.getProperty("vfnet.version");

    private FakeSystem system;
    private Path image;

    @BeforeEach
    void makeSystem() throws IOException {
        system = new FakeSystem();
        image = system.image("new", "first build");
    }

    private Outcome done(int status, String... words) {
        Outcome outcome = system.run(image, words);
        assertEquals(status, outcome.status(), outcome.toString());
        return outcome;
    }

    private void assertWhole(Path expected) throws IOException {
        Path current = system.path(FakeSystem.HOME + "/current");
        assertTrue(ImageTree.read(expected).isIn(current), "current is not " + expected);
    }

    @Test
    void everythingIsPutWhereItIsLookedFor() throws IOException {
        done(0, "install");
        assertEquals(VERSION, system.target(FakeSystem.HOME + "/current"));
        assertWhole(image);
        assertTrue(Files.isSameFile(
                system.path("/usr/local/bin/vfnet"), system.path(FakeSystem.HOME + "/current/bin/vfnet")));
        assertEquals(
                "rwxr-xr-x",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(system.path(FakeSystem.HOME + "/current/bin/java"))));
        assertTrue(system.read(UNIT)
                .contains("\nExecStart=\"/usr/local/lib/vfnet/current/bin/java\" "
                        + "-Xlog:aot=off:stderr \"-XX:AOTCache=/usr/local/lib/vfnet/current/lib/vfnet.aot\" -m "
                        + "vfnet.cli/vfnet.cli.Main boot\n"));
        assertFalse(system.read(UNIT).contains("@P") || system.read(UNIT).contains("@C"));
        assertEquals(UNIT, system.target(WANTS));
        for (String text : List.of(
                "/usr/local/share/man/man8/vfnet.8",
                "/usr/local/share/man/man8/vfnet-list.8",
                "/usr/local/share/man/man5/vfnet-config.json.5",
                "/usr/local/share/bash-completion/completions/vfnet",
                "/usr/local/share/zsh/site-functions/_vfnet",
                "/etc/fish/completions/vfnet.fish")) {
            assertFalse(system.read(text).isBlank(), text);
        }
        assertEquals(List.of("daemon-reload"), system.systemctl);
    }

    @Test
    void twiceChangesNothingTheSecondTime() throws IOException {
        done(0, "install");
        SortedMap<String, String> once = system.tree();
        system.systemctl.clear();
        assertTrue(done(0, "install").out().contains("nothing was changed"));
        assertEquals(once, system.tree());
        assertEquals(List.of(), system.systemctl);
    }

    @Test
    void fromTheInstalledImageItselfNothingIsCopied() throws IOException {
        done(0, "install");
        SortedMap<String, String> once = system.tree();
        image = system.path(FakeSystem.HOME + "/" + VERSION);
        done(0, "install");
        assertEquals(once, system.tree());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/local", "/usr", "/opt/vf net", "/mnt/tank/vfnet"})
    void uninstallLeavesTheSystemAsItWas(String prefix) throws IOException {
        SortedMap<String, String> before = system.tree();
        done(0, "install", "--prefix", prefix);
        assertFalse(before.equals(system.tree()));
        done(0, "uninstall", "--prefix", prefix);
        assertEquals(before, system.tree());
        Outcome again = done(0, "uninstall", "--prefix", prefix);
        assertTrue(again.out().contains("not installed under " + prefix), again.out());
    }

    @Test
    void aDryRunSaysTheSameAndWritesNothing() throws IOException {
        SortedMap<String, String> before = system.tree();
        List<String> wouldDo = actions(done(0, "install", "--dry-run"));
        assertEquals(before, system.tree());
        assertEquals(wouldDo, actions(done(0, "install", "--verbose")));
        SortedMap<String, String> installed = system.tree();
        List<String> wouldUndo = actions(done(0, "uninstall", "--dry-run"));
        assertEquals(installed, system.tree());
        assertEquals(wouldUndo, actions(done(0, "uninstall", "--verbose")));
    }

    private static List<String> actions(Outcome outcome) {
        return outcome.out()
                .lines()
                .takeWhile(line -> !line.equals("Next:"))
                .filter(line -> line.startsWith("  "))
                .toList();
    }

    @Test
    void anotherVersionTakesTheOldOnesPlace() throws IOException {
        new InstallRun(system).version("0.0.9").go(system.image("old", "old"));
        assertEquals("0.0.9", system.target(FakeSystem.HOME + "/current"));
        done(0, "install");
        assertWhole(image);
        assertFalse(system.exists(FakeSystem.HOME + "/0.0.9"));
        done(0, "uninstall");
        assertFalse(system.exists(FakeSystem.HOME));
    }

    @Test
    void anotherBuildOfTheSameVersionNeverWritesOverTheFirst() throws IOException {
        done(0, "install");
        Path first = system.path(FakeSystem.HOME + "/" + VERSION);
        system.link("/proc/77/exe", first + "/bin/java");
        SortedMap<String, String> running = system.tree();
        Path old = image;
        image = system.image("second", "second build");
        Outcome upgrade = done(0, "install");
        assertWhole(image);
        assertTrue(system.target(FakeSystem.HOME + "/current").startsWith(VERSION + "-"));
        assertTrue(ImageTree.read(old).isIn(first), "process 77 runs from it");
        assertTrue(upgrade.out().contains("process 77"), upgrade.out());
        Files.delete(system.path("/proc/77/exe"));
        done(0, "install");
        assertFalse(Files.exists(first));
        assertWhole(image);
        image = old;
        done(0, "install");
        assertEquals(VERSION, system.target(FakeSystem.HOME + "/current"));
        assertEquals(running.keySet(), withProcess(system.tree()).keySet());
    }

    private static SortedMap<String, String> withProcess(SortedMap<String, String> tree) {
        tree.put("/proc/77/exe", "");
        return tree;
    }

    @Test
    void aDamagedImageIsReplacedAndNotPatched() throws IOException {
        done(0, "install");
        Path damaged = system.path(FakeSystem.HOME + "/" + VERSION + "/lib/modules");
        Files.writeString(damaged, "zeros");
        Outcome mended = done(3, "install");
        assertWhole(image);
        assertTrue(mended.err().contains(damaged + ": is of an old version, but has been changed"), mended.err());
    }

    @Test
    void aServiceThatWasDisabledStaysDisabled() throws IOException {
        done(0, "install");
        Files.delete(system.path(WANTS));
        image = system.image("second", "second build");
        assertTrue(done(0, "install").out().contains("systemctl enable vfnet.service"));
        assertFalse(system.exists(WANTS));
    }

    @Test
    void withoutSystemdItSaysWhatToCallAtBoot() throws IOException {
        Files.delete(system.path("/run/systemd/system"));
        Files.delete(system.path("/usr/lib/systemd/systemd"));
        system.write("/sbin/init", "");
        assertTrue(done(0, "install").out().contains("no systemd: call '/usr/local/bin/vfnet boot'"));
        assertFalse(system.exists(UNIT));
        assertEquals(List.of(), system.systemctl);
    }

    @Test
    void outsideUsrNothingLiesOutsideThePrefix() throws IOException {
        SortedMap<String, String> before = system.tree();
        Outcome install = done(0, "install", "--prefix", "/mnt/tank/vf net");
        SortedMap<String, String> after = system.tree();
        after.keySet().removeIf(path -> path.startsWith("/mnt"));
        assertEquals(before, after);
        assertEquals(List.of(), system.systemctl);
        assertTrue(install.out().contains("'/mnt/tank/vf net/bin/vfnet boot' at boot"), install.out());
        String command = system.read("/mnt/tank/vf net/bin/vfnet");
        assertTrue(
                command.contains("VFNET_CONFIG=\"${VFNET_CONFIG:-/mnt/tank/vf net/etc/vfnet/config.json}\""), command);
        String unit = system.read("/mnt/tank/vf net/lib/systemd/system/vfnet.service");
        assertTrue(unit.contains("Environment=\"VFNET_CONFIG=/mnt/tank/vf net/etc/vfnet/config.json\""), unit);
    }

    @Test
    void anInstalledVfnetKnowsItsOwnPrefix() throws IOException {
        SortedMap<String, String> before = system.tree();
        done(0, "install", "--prefix", "/mnt/tank/vfnet");
        image = system.path("/mnt/tank/vfnet/lib/vfnet/" + VERSION);
        assertTrue(done(0, "install").out().contains("nothing was changed"));
        done(0, "uninstall");
        assertEquals(before, system.tree());
    }
}
