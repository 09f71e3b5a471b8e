// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.install.plan.Action;
import vfnet.model.Problem;
import vfnet.suite.Outcome;

/** The files of the administrator, the Python tool or a running process, and how installing treats them. */
class OthersFilesTest {
    private static final String UNIT = "/etc/systemd/system/vfnet.service";
    private static final String OLD_UNIT = "/usr/lib/systemd/system/vfnet-create.service";
    private static final List<String> OLD_LINKS = List.of(
            "/etc/systemd/system/multi-user.target.wants/vfnet-create.service",
            "/etc/systemd/system/network-online.target.wants/vfnet-create.service");

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

    private void installPredecessor() throws IOException {
        system.write(OLD_UNIT, "[Service]\n");
        for (String link : OLD_LINKS) {
            system.link(link, OLD_UNIT);
        }
        system.write("/etc/vfnet/vf.config", "eth0:2\n");
        system.write("/etc/vfnet/vfnet", "#!python");
        system.link("/usr/bin/vfnet", "/etc/vfnet/vfnet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/local/bin/vfnet", UNIT, "/usr/local/share/man/man8/vfnet.8"})
    void whatIsNotVfnetsIsLeftAndNamed(String path) throws IOException {
        system.write(path, "somebody else's");
        Outcome install = done(3, "install");
        assertEquals("somebody else's", system.read(path));
        assertEquals(1, install.err().lines().count(), install.err());
        assertTrue(install.err().contains(path + ": is not vfnet's, so it was left"), install.err());
        done(0, "uninstall");
        assertEquals("somebody else's", system.read(path));
    }

    @Test
    void aMaskedUnitIsNeitherReplacedNorStarted() throws IOException {
        system.link(UNIT, "/dev/null");
        done(3, "install");
        assertEquals("/dev/null", system.target(UNIT));
        assertFalse(system.exists("/etc/systemd/system/multi-user.target.wants/vfnet.service"));
    }

    @Test
    void whatTheAdministratorChangedSurvivesAnUpgradeAndAnUninstallation() throws IOException {
        done(0, "install");
        system.write(UNIT, "[Service]\nExecStart=/bin/true\n");
        image = system.image("second", "second build");
        Outcome upgrade = done(3, "install");
        assertTrue(upgrade.err().contains(UNIT + ": has been changed since it was installed"), upgrade.err());
        Outcome uninstall = done(3, "uninstall");
        assertTrue(uninstall.err().contains(UNIT + ": has been changed since it was installed"), uninstall.err());
        assertEquals("[Service]\nExecStart=/bin/true\n", system.read(UNIT));
        assertFalse(system.exists(FakeSystem.HOME));
    }

    @Test
    void theConfigurationStaysUnlessItIsPurged() throws IOException {
        SortedMap<String, String> before = system.tree();
        done(0, "install");
        for (String name : List.of("config.json", "config.json.last", "config.json.lock")) {
            system.write("/etc/vfnet/" + name, "{}");
        }
        assertTrue(done(0, "uninstall").out().contains("/etc/vfnet/config.json stays"));
        assertEquals("{}", system.read("/etc/vfnet/config.json"));
        done(0, "uninstall", "--purge");
        assertEquals(before, system.tree());
    }

    @Test
    void thePredecessorsServiceIsDisabledAndEnabledAgain() throws IOException {
        installPredecessor();
        SortedMap<String, String> before = system.tree();
        system.write("/etc/vfnet/config.json", "{}");
        Outcome install = done(0, "install");
        OLD_LINKS.forEach(link -> assertFalse(system.exists(link), link));
        assertTrue(
                install.out().contains("/usr/bin/vfnet is another vfnet, shadowed by /usr/local/bin/vfnet"),
                install.out());
        done(0, "install");
        done(0, "uninstall");
        Files.delete(system.path("/etc/vfnet/config.json"));
        assertEquals(before, system.tree());
    }

    @Test
    void withItsConfigurationImportedThePredecessorIsDisabled() throws IOException {
        installPredecessor();
        List<String> imported = new java.util.ArrayList<>();
        vfnet.install.run.Outcome outcome = new InstallRun(system)
                .importing((from, to) -> {
                    OLD_LINKS.forEach(link -> assertTrue(system.exists(link), "not before its configuration is safe"));
                    imported.add(from + " to " + to);
                    return List.of("line 2: not understood");
                })
                .go(image);
        assertEquals(List.of("/etc/vfnet/vf.config to /etc/vfnet/config.json"), imported);
        assertEquals(
                List.of(new Problem("/etc/vfnet/vf.config", "line 2: not understood")),
                ((vfnet.install.run.Outcome.Done) outcome).problems());
        OLD_LINKS.forEach(link -> assertFalse(system.exists(link), link));
    }

    @Test
    void withItsConfigurationNotImportedThePredecessorGoesOn() throws IOException {
        installPredecessor();
        vfnet.install.run.Outcome outcome = new InstallRun(system)
                .importing((from, to) -> {
                    throw new IOException("the disk is full");
                })
                .go(image);
        OLD_LINKS.forEach(link -> assertTrue(system.exists(link), link));
        assertTrue(
                ((vfnet.install.run.Outcome.Done) outcome).problems().toString().contains("the disk is full"));
        assertFalse(outcome.done().stream().anyMatch(action -> action instanceof Action.Disable));
    }

    @Test
    void aPredecessorThatIsGoneIsNotEnabledAgain() throws IOException {
        installPredecessor();
        system.write("/etc/vfnet/config.json", "{}");
        done(0, "install");
        Files.delete(system.path(OLD_UNIT));
        assertTrue(done(0, "uninstall").out().contains("vfnet-create.service is not enabled again"));
        OLD_LINKS.forEach(link -> assertFalse(system.exists(link), link));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin:/usr/local/bin", "/usr/bin", "/usr/local/bin:/usr/bin", "", ":/usr/local/bin"})
    void whichVfnetAShellStartsIsSaid(String path) throws IOException {
        system.path = path;
        String own = done(0, "install", "--dry-run").out();
        assertEquals(!path.contains("/usr/local/bin"), own.contains("/usr/local/bin is not in the PATH"), own);
        assertFalse(own.contains("/usr/bin/vfnet"), own);
        system.write("/usr/bin/vfnet", "#!python");
        String both = done(0, "install", "--dry-run").out();
        assertEquals(
                path.startsWith("/usr/bin:"),
                both.contains("/usr/bin/vfnet comes first in the PATH and shadows"),
                both);
        assertTrue(both.contains("/usr/bin/vfnet"), both);
    }

    @Test
    void whatAProcessRunsFromIsNotUninstalled() throws IOException {
        done(0, "install");
        SortedMap<String, String> before = system.tree();
        system.link("/proc/77/exe", system.path(FakeSystem.HOME + "/current").toRealPath() + "/bin/java");
        assertTrue(done(5, "uninstall").err().contains("process 77 runs from " + FakeSystem.HOME));
        Files.delete(system.path("/proc/77/exe"));
        Files.delete(system.path("/proc/77"));
        assertEquals(before, system.tree());
    }

    @Test
    void aSystemdThatDoesNotListenIsNamed() {
        system.answer = Optional.of(new Problem("systemctl daemon-reload", "did not end within 60 s"));
        Outcome install = done(3, "install");
        assertTrue(install.err().contains("systemctl daemon-reload: did not end within 60 s"), install.err());
        assertTrue(done(0, "install").out().contains("nothing was changed"));
    }
}
