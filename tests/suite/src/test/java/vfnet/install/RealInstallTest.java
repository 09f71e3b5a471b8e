// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vfnet.conventions.Image;
import vfnet.suite.Outcome;

/**
 * The real image, installed into folders on real file systems: full ones, read-only ones, and by processes that are
 * killed.
 */
@Tag("slow")
class RealInstallTest {
    private static final String HOME = "/usr/local/lib/vfnet";
    private static final String VERSION = System.getProperty("vfnet.version");

    @TempDir
    private Path folder;

    /** A shell that may mount what it likes, with the image's command and a second build of it. */
    private Outcome apart(String line) throws IOException {
        Path second = otherBuild();
        Outcome outcome = Image.run(
                Map.of(
                        "VFNET",
                        Image.command(Image.HOME),
                        "SECOND",
                        Image.command(second),
                        "ROOT",
                        Files.createDirectories(folder.resolve("root")).toString(),
                        "HOME_OF_VFNET",
                        HOME),
                "unshare",
                "-m",
                "sh",
                "-c",
                "set -e; " + line);
        assertFalse(outcome.err().contains("unshare:"), "this test must run as root: " + outcome.err());
        return outcome;
    }

    private Path otherBuild() throws IOException {
        Path second = Image.copy(folder);
        Files.writeString(second.resolve("legal/second"), "another build\n");
        return second;
    }

    private static void assertOneLine(Outcome outcome, int status, String... said) {
        assertEquals(status, outcome.status(), outcome.toString());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        for (String text : said) {
            assertTrue(outcome.err().contains(text), outcome.err());
        }
    }

    private static long count(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            return all.count() - 1;
        }
    }

    @Test
    void theInstalledVfnetRunsInstallsItselfAgainAndTakesItselfAway() throws IOException {
        InstalledRoot root = new InstalledRoot(folder.resolve("root"));
        Outcome version = Image.run(Map.of(), root.path("/usr/local/bin/vfnet").toString(), "--version");
        assertEquals("vfnet " + VERSION + "\n", version.out(), version.toString());
        Path installed = root.path(HOME + "/current");
        assertTrue(root.vfnet(installed, "install").out().contains("nothing was changed"));
        Outcome uninstall = root.vfnet(installed, "uninstall");
        assertEquals(0, uninstall.status(), uninstall.toString());
        assertEquals("", uninstall.err());
        assertEquals(0, count(root.folder), "something is left");
    }

    @Test
    void aWrapperOutsideUsrNamesTheConfigurationBesideIt() throws IOException {
        Path prefix = folder.resolve("tank/vf net");
        Outcome install = Image.run(Map.of(), Image.command(Image.HOME), "install", "--prefix", prefix.toString());
        assertEquals(0, install.status(), install.toString());
        String script = "VFNET_SYSROOT='" + Image.X550
                + "' \"$VFNET\" list --json && sed 's/^exec.*/echo $VFNET_CONFIG/' \"$VFNET\""
                + " | sh && sed 's/^exec.*/echo $VFNET_CONFIG/' \"$VFNET\" | VFNET_CONFIG=mine sh";
        Outcome run = Image.run(Map.of("VFNET", prefix.resolve("bin/vfnet").toString()), "sh", "-c", script);
        assertTrue(run.out().startsWith("{\"version\":1"), run.toString());
        assertTrue(run.out().endsWith("\n" + prefix + "/etc/vfnet/config.json\nmine\n"), run.out());
        Outcome uninstall = Image.run(Map.of(), prefix.resolve("bin/vfnet").toString(), "uninstall");
        assertEquals(0, uninstall.status(), uninstall.toString());
        assertFalse(Files.exists(prefix));
    }

    @Test
    void onAFullDiskNothingIsChanged() throws IOException {
        Outcome full = apart(
                "mount -t tmpfs -o size=20m none \"$ROOT\"; code=0; \"$VFNET\" install --root \"$ROOT\" >&2 || code=$?;"
                        + " find \"$ROOT\" -mindepth 1; exit $code");
        assertEquals("", full.out(), "something was left: " + full);
        assertEquals(1, full.status(), full.toString());
        assertTrue(full.err().contains("No space left on device; nothing was changed"), full.err());
    }

    @Test
    void onADiskThatFillsUpTheOldVersionWorksAndWithRoomTheNextRunMends() throws IOException {
        Outcome outcome =
                apart("mount -t tmpfs -o size=100m none \"$ROOT\"; \"$VFNET\" install --root \"$ROOT\" >/dev/null;"
                        + " before=$(readlink \"$ROOT$HOME_OF_VFNET/current\"); code=0;"
                        + " \"$SECOND\" install --root \"$ROOT\" >/dev/null || code=$?; echo $code;"
                        + " [ \"$before\" = \"$(readlink \"$ROOT$HOME_OF_VFNET/current\")\" ] && "
                        + "\"$ROOT/usr/local/bin/vfnet\" --version;"
                        + " mount -o remount,size=200m \"$ROOT\"; \"$SECOND\" install --root \"$ROOT\" >/dev/null;"
                        + " \"$ROOT/usr/local/bin/vfnet\" --version; ls "
                        + "\"$ROOT$HOME_OF_VFNET/current/legal/second\" >/dev/null;"
                        + " \"$ROOT/usr/local/bin/vfnet\" uninstall --root \"$ROOT\" >/dev/null; find \"$ROOT\" "
                        + "-mindepth 1");
        assertEquals("1\nvfnet " + VERSION + "\nvfnet " + VERSION + "\n", outcome.out(), outcome.toString());
        assertEquals(0, outcome.status(), outcome.toString());
        assertOneLine(outcome, 0, "No space left on device; nothing was changed");
    }

    @Test
    void onAReadOnlyFileSystemNothingIsTouched() throws IOException {
        assertOneLine(
                apart("mount -t tmpfs -o ro none \"$ROOT\"; \"$VFNET\" install --root \"$ROOT\""),
                4,
                "is read-only",
                "--prefix",
                "Nothing was changed");
        Outcome again = apart("mount -t tmpfs none \"$ROOT\"; \"$VFNET\" install --root \"$ROOT\" >/dev/null;"
                + " mount -o remount,ro \"$ROOT\"; \"$ROOT/usr/local/bin/vfnet\" --version;"
                + " \"$ROOT/usr/local/bin/vfnet\" uninstall --root \"$ROOT\"");
        assertEquals("vfnet " + VERSION + "\n", again.out());
        assertOneLine(again, 4, "is read-only", "Nothing was changed");
    }

    @Test
    void anOrdinaryUserIsTurnedAwayAndMaySeeWhatWouldBeDone() throws IOException {
        String user = "setpriv --reuid 65534 --regid 65534 --clear-groups \"$VFNET\" install --root \"$ROOT\"";
        Outcome outcome = apart(
                "mkdir /mnt/x 2>/dev/null || true; mount --bind \"${VFNET%/bin/vfnet}\" /mnt; VFNET=/mnt/bin/vfnet;"
                        + " mount -t tmpfs none /media; ROOT=/media; chmod 755 /media; " + user
                        + " --dry-run | tail -1; " + user);
        assertEquals("Dry run: nothing was changed.\n", outcome.out(), outcome.toString());
        assertOneLine(outcome, 4, "/media cannot be written by this user", "sudo vfnet install", "Nothing was changed");
    }

    @Test
    void besideAnotherInstallationItSaysSo() throws IOException {
        InstalledRoot root = new InstalledRoot(folder.resolve("root"));
        Path lock = root.path(HOME + "/.lock");
        try (InstallLock held = InstallLock.take(lock).orElseThrow()) {
            assertOneLine(
                    root.vfnet(otherBuild(), "install"),
                    1,
                    "another vfnet is installing or uninstalling",
                    "nothing was changed");
        }
    }

    /** Ctrl-C, earlier and later within the time of a whole run here; a late one comes when all is done. */
    @Test
    void interruptedItSaysWhatIsThere() throws IOException {
        Outcome outcome =
                apart("mount -t tmpfs -o size=400m none \"$ROOT\"; mkdir \"$ROOT/whole\"; begin=$(date +%s%N);"
                        + " \"$VFNET\" install --root \"$ROOT/whole\" >/dev/null; whole=$(($(date +%s%N) - begin)); "
                        + "rm -r \"$ROOT/whole\";"
                        + " for part in 3 4 5 6 7 8; do code=0; delay=$(echo $whole $part | awk '{ print $1 * $2 / "
                        + "1e10 }');"
                        + " timeout --preserve-status -s INT $delay \"$VFNET\" install --root \"$ROOT\" >/dev/null "
                        + "|| code=$?;"
                        + " echo $code; done; \"$VFNET\" install --root \"$ROOT\" >/dev/null;"
                        + " \"$ROOT/usr/local/bin/vfnet\" --version");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.out().endsWith("vfnet " + VERSION + "\n"), outcome.toString());
        assertTrue(outcome.out().contains("130\n"), outcome.toString());
        assertTrue(outcome.err().lines().allMatch(line -> line.startsWith("vfnet: interrupted; ")), outcome.err());
        assertFalse(outcome.err().isBlank());
    }

    /** Two builds alternate; each run but the last is killed somewhere within the time of a whole run here. */
    @Test
    @Timeout(600)
    void killedAtAnyMomentOneVersionWorksAndTheNextRunMends() throws IOException {
        Outcome outcome = apart("mount -t tmpfs -o size=400m none \"$ROOT\"; begin=$(date +%s%N);"
                + " \"$VFNET\" install --root \"$ROOT\" >/dev/null; whole=$(($(date +%s%N) - begin));"
                + " for part in $(seq 1 16); do"
                + "   if [ $((part % 2)) = 1 ]; then now=$SECOND; else now=$VFNET; fi;"
                + "   timeout -s KILL $(echo $whole $part | awk '{ print $1 * $2 / 15e9 }') \"$now\" install --root "
                + "\"$ROOT\""
                + "     >>\"$ROOT.log\" 2>&1 && echo whole || echo cut;"
                + "   \"$ROOT/usr/local/bin/vfnet\" --version >&2;"
                + " done; \"$SECOND\" install --root \"$ROOT\" >/dev/null; cd \"${SECOND%/bin/vfnet}\";"
                + " find . -type f | while read -r file; do cmp \"$file\" \"$ROOT$HOME_OF_VFNET/current/$file\"; done;"
                + " \"$SECOND\" uninstall --root \"$ROOT\" >/dev/null; find \"$ROOT\" -mindepth 1");
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(("vfnet " + VERSION + "\n").repeat(16), outcome.err(), outcome.toString());
        List<String> runs = outcome.out().lines().toList();
        assertEquals(16, runs.size(), "something is left: " + outcome.out());
        assertTrue(runs.stream().filter("cut"::equals).count() >= 5, "hardly a run was cut: " + outcome.out());
    }
}
