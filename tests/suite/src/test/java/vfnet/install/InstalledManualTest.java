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
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.conventions.Image;
import vfnet.suite.Outcome;

/** The pages of the manual, at their installed paths, and their index. */
class InstalledManualTest {
    private static final String MANUAL = "/usr/local/share/man";

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

    /** Their paths before the release of 0.2.0. */
    @Test
    void anUpgradeRemovesThePagesOfAnEarlierSection() throws IOException {
        SortedMap<String, String> before = system.tree();
        new InstallRun(system).version("0.0.9").go(system.image("old", "old"));
        assertTrue(system.exists(MANUAL + "/man1/vfnet.1"));
        done(0, "install");
        assertFalse(system.exists(MANUAL + "/man1"));
        assertTrue(system.exists(MANUAL + "/man8/vfnet.8"));
        done(0, "uninstall");
        assertEquals(before, system.tree());
    }

    @Test
    void whatOthersHavePutBesideThemStays() throws IOException {
        new InstallRun(system).version("0.0.9").go(system.image("old", "old"));
        system.write(MANUAL + "/man1/other.1", "somebody else's");
        done(0, "install");
        assertFalse(system.exists(MANUAL + "/man1/vfnet.1"));
        assertEquals("somebody else's", system.read(MANUAL + "/man1/other.1"));
        Files.delete(system.path(MANUAL + "/man1/other.1"));
        done(0, "uninstall");
        assertFalse(system.exists(MANUAL), "the folder was still known to be vfnet's");
    }

    @Test
    void aPageOfAnEarlierSectionThatWasChangedIsLeftAndNamed() throws IOException {
        new InstallRun(system).version("0.0.9").go(system.image("old", "old"));
        system.write(MANUAL + "/man1/vfnet.1", "changed");
        String said = done(3, "install").err();
        assertTrue(said.contains(MANUAL + "/man1/vfnet.1: is not needed any more, but has been changed"), said);
        assertEquals("changed", system.read(MANUAL + "/man1/vfnet.1"));
    }

    @Test
    void whereMandbIsTheIndexIsBroughtUpToDate() throws IOException {
        done(0, "install");
        assertEquals(List.of(), system.indexed);
        done(0, "uninstall");
        system.write("/usr/bin/mandb", "");
        Files.setPosixFilePermissions(system.path("/usr/bin/mandb"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertTrue(done(0, "install", "--verbose").out().contains("\n  index   " + MANUAL + "\n"));
        assertEquals(List.of(MANUAL), system.indexed);
        done(0, "install");
        assertEquals(1, system.indexed.size(), "nothing has changed");
        done(0, "uninstall");
        assertEquals(List.of(MANUAL, MANUAL), system.indexed);
        done(0, "install", "--prefix", "/mnt/tank/vfnet");
        assertEquals(2, system.indexed.size(), "mandb would put its index there");
    }

    /** On this host, with other folders in place of those that are written; with Debian's second name of one, too. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"true", "ln -s share/man /usr/local/man"})
    void manFindsVfnetByItsSubject(String prepared) {
        Outcome outcome = Image.run(
                Map.of(
                        "VFNET",
                        Image.command(Image.HOME),
                        "LC_ALL",
                        "C.UTF-8",
                        "PATH",
                        "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
                "unshare",
                "-m",
                "sh",
                "-c",
                "set -e; for folder in /usr/local /etc/systemd/system /var/cache/man; do"
                        + " mount -t tmpfs -o mode=755 none $folder; done;"
                        + " chown man:man /var/cache/man; mkdir -p /usr/local/share/man; " + prepared
                        + "; \"$VFNET\" install >/dev/null;"
                        + " man -k vfnet | grep -c '^vfnet'; man -w vfnet vfnet-set vfnet-config.json | grep -c "
                        + "man/man;"
                        + " \"$VFNET\" uninstall >/dev/null; man -k vfnet || echo none");
        assertFalse(outcome.err().contains("unshare:"), "this test must run as root: " + outcome.err());
        assertEquals("25\n3\nnone\n", outcome.out(), outcome.toString());
    }
}
