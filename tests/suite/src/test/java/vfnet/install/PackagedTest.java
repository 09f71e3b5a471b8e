// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Outcome;

/** {@code install} and {@code uninstall} on a host with the package vfnet. */
class PackagedTest {
    private static final String UNIT = "/usr/lib/systemd/system/vfnet.service";
    private static final String WANTS = "/etc/systemd/system/multi-user.target.wants/vfnet.service";

    private FakeSystem system;
    private Path image;

    @BeforeEach
    void makeSystem() throws IOException {
        system = new FakeSystem();
        image = system.image("new", "first build");
    }

    private void unpack() throws IOException {
        system.write("/usr/lib/vfnet/bin/vfnet", "packaged");
        system.write("/usr/bin/vfnet", "packaged");
        system.write(UNIT, "[Service]");
    }

    private void assertRefused(String said, String... words) throws IOException {
        SortedMap<String, String> before = system.tree();
        Outcome outcome = system.run(image, words);
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains(said), outcome.err());
        assertEquals(before, system.tree());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr", "/usr/local"})
    void nothingIsInstalledInFrontOfIt(String prefix) throws IOException {
        unpack();
        assertRefused("use apt: 'apt install", "install", "--prefix", prefix);
        assertRefused("use apt: 'apt install", "install", "--dry-run", "--prefix", prefix);
        assertRefused("use apt: 'apt remove vfnet'", "uninstall", "--prefix", prefix);
        assertRefused("use apt: 'apt remove vfnet'", "uninstall", "--purge", "--prefix", prefix);
    }

    @Test
    void onFedoraItIsDnfsToChange() throws IOException {
        unpack();
        Files.createDirectories(system.path("/usr/lib/sysimage/rpm"));
        assertRefused("use dnf: 'dnf install ./vfnet-VERSION.ARCH.rpm'", "install");
        assertRefused("use dnf: 'dnf remove vfnet', which leaves the saved configuration.", "uninstall", "--purge");
        Files.createDirectories(system.path("/var/lib/dpkg"));
        assertRefused("use apt: 'apt install", "install");
    }

    @Test
    void besideItAPrefixOfItsOwnIsAllowed() throws IOException {
        unpack();
        SortedMap<String, String> before = system.tree();
        assertEquals(
                0, system.run(image, "install", "--prefix", "/mnt/tank/vfnet").status());
        assertEquals(
                0, system.run(image, "uninstall", "--prefix", "/mnt/tank/vfnet").status());
        assertEquals(before, system.tree());
    }

    /** The service starts at boot before, and the package's does afterwards. */
    @Test
    void anEarlierInstallationGivesWayToIt() throws IOException {
        assertEquals(0, system.run(image, "install").status());
        unpack();
        system.write("/etc/vfnet/config.json", "{}");
        assertRefused("leave out --purge", "uninstall", "--purge");
        Outcome uninstall = system.run(image, "uninstall");
        assertEquals(0, uninstall.status(), uninstall.toString());
        assertTrue(
                uninstall.out().contains(UNIT + " of the package vfnet restores the saved VFs at boot"),
                uninstall.out());
        assertFalse(uninstall.out().contains("--purge"), uninstall.out());
        assertEquals(UNIT, system.target(WANTS));
        assertFalse(system.exists(FakeSystem.HOME));
        assertFalse(system.exists("/etc/systemd/system/vfnet.service"));
        assertEquals("{}", system.read("/etc/vfnet/config.json"));
    }

    @Test
    void aServiceThatWasDisabledIsNotEnabledForIt() throws IOException {
        assertEquals(0, system.run(image, "install").status());
        unpack();
        Files.delete(system.path(WANTS));
        assertEquals(0, system.run(image, "uninstall").status());
        assertFalse(system.exists(WANTS));
    }
}
