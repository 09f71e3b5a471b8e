// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Cli;
import vfnet.suite.Outcome;

/**
 * The image where little can be written: read-only file systems, closed pipes, full devices. Needs root, as vfnet does.
 */
@Tag("slow")
class ImageSurroundingsTest {
    private static final String TABLE = Cli.run("--sysroot", Image.X550, "list").out();

    /** A shell in a mount namespace of its own, which ends with it. */
    private static Outcome apart(Path home, String line) {
        Outcome outcome = Image.run(
                Map.of("VFNET", Image.command(home), "X550", Image.X550, "HOME_OF_IMAGE", home.toString()),
                "unshare",
                "-m",
                "sh",
                "-c",
                "set -e; " + line);
        assertTrue(!outcome.err().contains("unshare:"), "this test must run as root: " + outcome.err());
        return outcome;
    }

    private static void assertTable(Outcome outcome) {
        assertEquals(TABLE, outcome.out(), outcome.toString());
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals("", outcome.err());
    }

    private static final String READ_ONLY = "mount --bind \"$HOME_OF_IMAGE\" \"$HOME_OF_IMAGE\"; "
            + "mount -o remount,bind,ro \"$HOME_OF_IMAGE\"; ! touch \"$HOME_OF_IMAGE/x\" 2>&-; ";

    @Test
    void onAReadOnlyFileSystemItLists(@TempDir Path folder) {
        assertTable(apart(Image.copy(folder), READ_ONLY + "\"$VFNET\" --sysroot \"$X550\" list"));
    }

    /** The image and the machine where nothing covers them. */
    private static final String BOUND = "mount --bind \"$HOME_OF_IMAGE\" /mnt; mount --bind tests/machines /media; ";

    @Test
    void withoutAWritableTmpItLists() {
        assertTable(apart(
                Image.HOME,
                BOUND + "mount -t tmpfs -o ro none /tmp; ! touch /tmp/x 2>&-; "
                        + "/mnt/bin/vfnet --sysroot /media/x550.machine list"));
    }

    private static final String NO_PLACE =
            BOUND + "for d in /tmp /dev/shm /run; do mount -t tmpfs -o ro none $d; done; ";

    @Test
    void withoutAnyWritablePlaceAFileIsRefusedInOneLineAndTheHostIsListed() {
        Outcome file = apart(Image.HOME, NO_PLACE + "/mnt/bin/vfnet --sysroot /media/x550.machine list");
        assertEquals(1, file.status(), file.toString());
        assertEquals(1, file.err().lines().count(), file.err());
        Outcome host = apart(Image.HOME, NO_PLACE + "/mnt/bin/vfnet list");
        assertEquals(0, host.status(), host.toString());
    }

    @Test
    void anOrdinaryUserListsTheHost(@TempDir Path folder) {
        Path home = Image.copy(folder);
        Outcome list = Image.shell(
                home,
                "chmod a+rx \"${VFNET%/*/*/*}\" && setpriv --reuid 65534 --regid 65534 --clear-groups "
                        + "\"$VFNET\" list --json");
        assertEquals(0, list.status(), list.toString());
        assertTrue(list.err().lines().allMatch(line -> line.startsWith("vfnet: warning: ")), list.err());
        assertTrue(list.out().startsWith("{\"version\":1"), list.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--json", "--wide", "--help"})
    void aClosedPipeEndsQuietly(String words) {
        Outcome first = Image.shell(
                Image.HOME,
                "\"$VFNET\" --sysroot tests/machines/x550-63vfs.machine list " + words + " | head -c 1 | wc -c");
        assertEquals("1", first.out().strip(), first.toString());
        assertEquals("", first.err());
        Outcome closed = Image.shell(
                Image.HOME,
                "{ sleep 1; \"$VFNET\" --sysroot \"$X550\" list " + words + "; echo status $? >&2; } | true");
        assertEquals("status 0", closed.err().strip(), "the reader was gone before the first byte");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--json", "--help"})
    void aFullDeviceIsAnErrorInOneLine(String words) {
        Outcome full = Image.shell(Image.HOME, "\"$VFNET\" --sysroot \"$X550\" list " + words + " > /dev/full");
        assertEquals(1, full.status(), full.toString());
        assertEquals(1, full.err().lines().count(), full.err());
        assertTrue(full.err().contains("No space left on device"), full.err());
    }

    @Test
    void aClosedStdoutIsAnErrorAndNoTrace() {
        Outcome closed = Image.shell(Image.HOME, "\"$VFNET\" --sysroot \"$X550\" list >&-");
        assertTrue(closed.status() == 1 && closed.err().lines().count() <= 1, closed.toString());
    }

    @Test
    void withoutAStderrTheListIsWhole() {
        Outcome list = Image.shell(Image.HOME, "\"$VFNET\" --sysroot tests/machines/unreadable.machine list 2>&-");
        assertEquals(
                Cli.run("--sysroot", "tests/machines/unreadable.machine", "list")
                        .out(),
                list.out());
    }
}
