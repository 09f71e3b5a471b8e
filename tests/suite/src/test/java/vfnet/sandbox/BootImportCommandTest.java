// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.suite.Outcome;

/** {@code vfnet import --from boot}: from the files of a host to its saved configuration, and what to remove then. */
class BootImportCommandTest {
    private static final String NUMVFS = "/sys/class/net/enp1s0f1/device/sriov_numvfs";
    private final SimulatedHost play = SimulatedHost.on("x550");

    private void write(String path, String text) throws IOException {
        Path file = play.at(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.replace('¶', '\n') + "\n");
    }

    /** Each is found where it is usual, and saved with its number and the address of its VF. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '~',
            value = {
                "/etc/rc.local§ #!/bin/sh¶echo 2 > " + NUMVFS + "¶ip link set enp1s0f1 vf 0 mac 02:00:00:00:00:77",
                "/etc/network/interfaces§ auto enp1s0f1¶iface enp1s0f1 inet manual¶ pre-up echo 2 > " + NUMVFS
                        + "¶ up ip link set $IFACE vf 0 mac 02:00:00:00:00:77",
                "/etc/network/interfaces.d/vfs§ auto enp1s0f1¶iface enp1s0f1 inet manual¶ pre-up echo 2 > " + NUMVFS
                        + "¶ post-up ip link set $IFACE vf 0 mac 02:00:00:00:00:77",
                "/etc/cron.d/vfs§ @reboot root echo 2 > " + NUMVFS
                        + " && ip link set enp1s0f1 vf 0 mac 02:00:00:00:00:77",
                "/etc/udev/rules.d/9.rules§ KERNEL==\"enp1s0f1\", ATTR{device/sriov_numvfs}=\"2\", "
                        + "RUN+=\"/sbin/ip link set %k vf 0 mac 02:00:00:00:00:77\""
            })
    void theLinesOfAFileBecomeTheSavedConfiguration(String path, String text) throws IOException {
        write(path, text);
        Outcome outcome = play.vfnet("import", "--from", "boot");
        assertEquals(0, outcome.status(), outcome.toString());
        SavedFile saved = new SavedFile(play);
        assertEquals("enp1s0f1 2", saved.counts());
        assertEquals(
                "02:00:00:00:00:77", saved.fields("enp1s0f1", "mac_address").getFirst());
        assertTrue(outcome.err().contains(path + ", line "), outcome.err());
        assertEquals(text.replace('¶', '\n') + "\n", Files.readString(play.at(path)), "the file is not touched");
        assertEquals(0, play.machine().performed().size(), "and neither is the live state");
    }

    @Test
    void aUnitAndTheScriptThatItStartsAreFound() throws IOException {
        write(
                "/etc/systemd/system/vfs.service",
                "[Service]¶Type=oneshot¶ExecStart=/usr/local/sbin/vfs.sh¶[Install]¶WantedBy=multi-user.target");
        write("/usr/local/sbin/vfs.sh", "#!/bin/sh¶echo 4 > " + NUMVFS);
        Files.createDirectories(play.at("/etc/systemd/system/multi-user.target.wants"));
        Files.createSymbolicLink(
                play.at("/etc/systemd/system/multi-user.target.wants/vfs.service"),
                play.at("/etc/systemd/system").getFileSystem().getPath("../vfs.service"));
        Outcome outcome = play.vfnet("import", "--from", "boot");
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals("enp1s0f1 4", new SavedFile(play).counts());
        assertTrue(outcome.err().endsWith("/usr/local/sbin/vfs.sh, line 2: echo 4 > " + NUMVFS + "\n"), outcome.err());
    }

    @Test
    void aDryRunOfAFileSavesNothing(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine"), "echo 4 > " + NUMVFS + "\necho $X > " + NUMVFS + "\n");
        for (Path place : List.of(file, folder)) {
            Outcome outcome = play.vfnet("import", "--from", "boot", place.toString(), "--dry-run");
            assertEquals(0, outcome.status(), outcome.toString());
            assertTrue(outcome.out().contains("+ enp1s0f1 (0000:01:00.1): 4 VFs"), outcome.out());
            assertTrue(outcome.err().contains(file + ", line 2: is not understood, for it uses $X"), outcome.err());
            assertTrue(outcome.err().endsWith("  " + file + ", line 1: echo 4 > " + NUMVFS + "\n"), outcome.err());
        }
        assertFalse(Files.exists(Configured.file(play)));
    }

    @Test
    void aHostWithoutSuchLinesHasNothingToSave() {
        Outcome outcome = play.vfnet("import", "--from", "boot");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.out().contains("Nothing to save."), outcome.out());
        Outcome missing = play.vfnet("import", "--from", "boot", "/no/such");
        assertEquals(1, missing.status(), missing.toString());
        assertEquals(1, missing.err().lines().count(), missing.err());
    }
}
