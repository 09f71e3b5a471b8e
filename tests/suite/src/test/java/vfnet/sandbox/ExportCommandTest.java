// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import vfnet.suite.Outcome;

/** {@code vfnet export}: the saved configuration of a machine in another tool's format. */
class ExportCommandTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SECOND = "0000:01:00.1";

    @Test
    void whatIsExportedToAFolderIsImportedAgain(@TempDir Path folder) throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, play.vfnet("persist").status());
        String before = Configured.text(play);
        Outcome export = play.vfnet("export", "--to", "link", "--output", folder.toString());
        assertEquals(0, export.status(), export.toString());
        assertTrue(export.err().contains("driver: systemd binds no VF to a driver"), export.err());
        assertTrue(Files.readString(folder.resolve("10-vfnet-enp1s0f0.link"))
                .startsWith("# Written by vfnet export from "));
        Files.delete(Configured.file(play));
        Outcome back = play.vfnet("import", "--from", "link", folder.toString());
        assertEquals(0, back.status(), back.toString());
        assertEquals(JSON.readTree(before), JSON.readTree(Configured.text(play)));
    }

    @Test
    void nobodyElsesFileIsReplacedAndOursIs(@TempDir Path folder) throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        play.vfnet("persist");
        Path file = Files.writeString(folder.resolve("90-vfnet.yaml"), "network: {}\n");
        Outcome refused = play.vfnet("export", "--to", "netplan", "--output", folder.toString());
        assertEquals(1, refused.status(), refused.toString());
        assertTrue(refused.err().contains("was not written by vfnet export"), refused.err());
        assertEquals("network: {}\n", Files.readString(file));
        Files.delete(file);
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    0,
                    play.vfnet("export", "--to", "netplan", "--output", folder.toString())
                            .status());
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(1, quantity(folder));
    }

    private static int quantity(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return (int) files.count();
        }
    }

    @Test
    void onePortGoesToStdout() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.vfnet("persist");
        Outcome one = play.vfnet("export", "--to", "networkmanager", "enp1s0f1", SECOND, "--output=-");
        assertEquals(0, one.status(), one.toString());
        assertTrue(one.out().contains("[sriov]\ntotal-vfs=0\n"), one.out());
        Outcome two = play.vfnet("export", "--to", "networkmanager");
        assertTrue(
                two.out().startsWith("# vfnet-enp1s0f0.nmconnection\n")
                        && two.out().contains("\n# vfnet-enp1s0f1.nmconnection\n"),
                two.out());
        assertTrue(two.err().contains("NetworkManager uses one profile a port"), two.err());
        assertTrue(play.vfnet("export", "--to", "netplan")
                .err()
                .contains("where that is too early: netplan apply --sriov-only"));
        assertEquals(2, play.vfnet("export", "--to", "link", "nosuch").status());
    }
}
