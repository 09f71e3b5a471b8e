// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vfnet.suite.Outcome;

/** The package that {@code scripts/release} builds: its content, its maintainer scripts, lintian's verdict. */
@Tag("slow")
@Timeout(300)
class DebTest {
    private static final String WANTS = "etc/systemd/system/multi-user.target.wants/vfnet.service";

    @TempDir
    private static Path folder;

    private static Path deb;

    @BeforeAll
    static void make() throws IOException {
        deb = Deb.make(Image.HOME, folder.resolve("first"), "022");
    }

    private static Outcome assertQuiet(Outcome outcome) {
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals("", outcome.err(), outcome.toString());
        return outcome;
    }

    private static Outcome run(String... command) {
        return assertQuiet(Image.run(Map.of(), command));
    }

    private static String field(String name) {
        return run("dpkg-deb", "--field", deb.toString(), name).out().strip();
    }

    @Test
    void itsControlFieldsSayWhatItNeeds() {
        assertEquals(Deb.VERSION, field("Version"));
        assertTrue(
                Pattern.matches("libc6 \\(>= 2\\.[0-9]+\\)(, [a-z0-9+-]+)*, iproute2", field("Depends")),
                field("Depends"));
        assertEquals("kmod, pci.ids", field("Recommends"));
        assertTrue(Integer.parseInt(field("Installed-Size")) < 90_000, field("Installed-Size"));
    }

    @Test
    void everythingIsWhereDebianLooksForIt() {
        String content = run("dpkg-deb", "--contents", deb.toString()).out();
        for (String file : List.of(
                "usr/lib/vfnet/bin/java",
                "usr/lib/vfnet/lib/vfnet.aot",
                "usr/bin/vfnet -> ../lib/vfnet/bin/vfnet",
                "usr/lib/systemd/system/vfnet.service",
                "usr/lib/systemd/system/vfnet-restore@.service",
                "usr/lib/udev/rules.d/90-vfnet.rules",
                "usr/lib/systemd/system/vfnet-bridge.service",
                "usr/lib/systemd/system/vfnet-metrics.service",
                "usr/lib/systemd/system/vfnet-metrics.timer",
                "usr/share/man/man8/vfnet.8.gz",
                "usr/share/man/man8/vfnet-list.8.gz",
                "usr/share/man/man5/vfnet-config.json.5.gz",
                "usr/share/bash-completion/completions/vfnet",
                "usr/share/zsh/vendor-completions/_vfnet",
                "usr/share/fish/vendor_completions.d/vfnet.fish",
                "usr/share/doc/vfnet/copyright",
                "usr/share/doc/vfnet/changelog.Debian.gz",
                "usr/share/doc/vfnet/legal/NOTICES.md")) {
            assertTrue(content.contains(" ./" + file + "\n"), file);
        }
        assertEquals(
                List.of(),
                content.lines()
                        .filter(line -> !line.contains(" root/root ")
                                || line.startsWith("-rw-rw")
                                || line.contains(" ./etc/")
                                || line.contains(" ./usr/local/"))
                        .toList());
    }

    @Test
    void oneImageGivesTheSameBytesWhoeverPacksIt() throws IOException {
        assertEquals(-1, Files.mismatch(deb, Deb.make(Image.HOME, folder.resolve("second"), "077")));
    }

    @Test
    void itsUnitIsThatOfAnInstallationButForItsPlaces() throws IOException {
        Path tree = folder.resolve("unit");
        run("dpkg-deb", "--extract", deb.toString(), tree.toString());
        String unit = Files.readString(tree.resolve("usr/lib/systemd/system/vfnet.service"));
        assertTrue(
                unit.contains("\nExecStart=\"/usr/lib/vfnet/bin/java\" -Xlog:aot=off:stderr"
                        + " \"-XX:AOTCache=/usr/lib/vfnet/lib/vfnet.aot\" -m"),
                unit);
        assertFalse(unit.contains("@") && unit.lines().anyMatch(line -> line.matches(".*@[A-Z]+@.*")), unit);
        assertFalse(unit.contains("vfnet install"), unit);
        // With the cache or not at all: its file and those that it was built from have other times.
        assertEquals(
                "vfnet " + Conventions.VERSION + "\n",
                run(
                                tree.resolve("usr/lib/vfnet/bin/java").toString(),
                                "-XX:AOTMode=on",
                                "-XX:AOTCache=" + tree.resolve("usr/lib/vfnet/lib/vfnet.aot"),
                                "-m",
                                "vfnet.cli/vfnet.cli.Main",
                                "--version")
                        .out());
        Outcome list = run(tree.resolve("usr/bin/vfnet").toString(), "--sysroot", Image.X550, "list");
        assertTrue(list.out().contains("ixgbevf"), list.out());
    }

    @Test
    void installedUpgradedRemovedAndPurgedItKeepsTheConfigurationUpToTheLast() throws IOException {
        Path root = folder.resolve("life");
        Path configuration = root.resolve("etc/vfnet/config.json");
        assertEquals(0, Deb.dpkg(root, "--install", deb.toString()).status());
        assertTrue(Files.isSymbolicLink(root.resolve(WANTS)), "it is not enabled");
        Files.createDirectories(configuration.getParent());
        Files.writeString(configuration, "{}");
        Files.delete(root.resolve(WANTS));
        assertEquals(0, Deb.dpkg(root, "--install", deb.toString()).status());
        assertFalse(Files.isSymbolicLink(root.resolve(WANTS)), "the administrator had disabled it");
        assertEquals(0, Deb.dpkg(root, "--remove", "vfnet").status());
        assertFalse(Files.exists(root.resolve("usr/lib/vfnet")));
        assertEquals("{}", Files.readString(configuration));
        assertEquals(0, Deb.dpkg(root, "--purge", "vfnet").status());
        assertFalse(Files.exists(configuration.getParent()));
    }

    @Test
    void whatIsNotVfnetsIsNotPurged() throws IOException {
        Path root = folder.resolve("others");
        Deb.dpkg(root, "--install", deb.toString());
        Path other = root.resolve("etc/vfnet/vf.config");
        Files.createDirectories(other.getParent());
        Files.writeString(other, "eth0:2\n");
        assertEquals(0, Deb.dpkg(root, "--purge", "vfnet").status());
        assertEquals("eth0:2\n", Files.readString(other));
    }

    @Test
    void anEarlierInstallationIsNamed() throws IOException {
        Path root = folder.resolve("former");
        Files.createDirectories(root.resolve("usr/local/lib/vfnet"));
        Files.createFile(root.resolve("usr/local/lib/vfnet/manifest"));
        Files.createDirectories(root.resolve(WANTS).getParent());
        Files.createSymbolicLink(
                root.resolve(WANTS).resolveSibling("vfnet-create.service"), Path.of("/usr/lib/systemd/system/x"));
        Outcome install = Deb.dpkg(root, "--install", deb.toString());
        assertEquals(0, install.status(), install.toString());
        assertTrue(install.err().contains("/usr/local/bin/vfnet uninstall"), install.err());
        assertTrue(install.err().contains("systemctl disable vfnet-create.service"), install.err());
    }

    @Test
    void inTheFoldersOfAnInstallationItIsNotUnpacked() throws IOException {
        Path root = folder.resolve("taken");
        Files.createDirectories(root.resolve("usr/lib/vfnet"));
        Files.createFile(root.resolve("usr/lib/vfnet/manifest"));
        Outcome install = Deb.dpkg(root, "--install", deb.toString());
        assertEquals(1, install.status(), install.toString());
        assertTrue(install.err().contains("vfnet uninstall --prefix /usr"), install.err());
        assertFalse(Files.exists(root.resolve("usr/lib/vfnet/bin")));
    }

    @Test
    void lintianHasNothingToSay() {
        Outcome lintian = Image.run(Map.of(), "lintian", "--allow-root", "--fail-on", "error,warning", deb.toString());
        assertEquals("", lintian.out(), lintian.toString());
        assertEquals(0, lintian.status(), lintian.toString());
    }
}
