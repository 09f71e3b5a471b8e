// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.suite.Outcome;

/** {@code vfnet import --from networkmanager}: a host's profiles become its saved configuration. */
class NetworkManagerImportTest {

    @Test
    void aProfileOfTheHostIsSaved() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        Path folder = Files.createDirectories(play.at("/etc/NetworkManager/system-connections"));
        Files.writeString(
                folder.resolve("vfs.nmconnection"),
                "[connection]\ntype=ethernet\ninterface-name=enp1s0f1\n[sriov]\ntotal-vfs=2\n"
                        + "vf.0=mac=02:00:00:00:00:77 vlans=7.3.ad\neswitch-mode=1\n");
        Files.writeString(folder.resolve("wifi.nmconnection"), "[connection]\ntype=wifi\n");
        Outcome outcome = play.vfnet("import", "--from", "networkmanager");
        assertEquals(0, outcome.status(), outcome.toString());
        SavedFile saved = new SavedFile(play);
        assertEquals("enp1s0f1 2", saved.counts());
        assertEquals(
                "02:00:00:00:00:77", saved.fields("enp1s0f1", "mac_address").getFirst());
        assertTrue(outcome.err().contains("vfs.nmconnection, line 7: eswitch-mode is not saved"), outcome.err());
        assertTrue(outcome.err().contains("vfs.nmconnection still says the same to NetworkManager"), outcome.err());
    }

    /** Exported to a folder and imported from there, the configuration is the same. */
    @Test
    void whatIsExportedComesBack(@TempDir Path folder) throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        play.vfnet("persist", "enp1s0f0");
        List<String> before = new SavedFile(play).fields("enp1s0f0", "mac_address");
        assertEquals(
                0,
                play.vfnet("export", "--to", "networkmanager", "--output", folder.toString())
                        .status());
        Files.delete(Configured.file(play));
        Outcome back = play.vfnet("import", "--from", "networkmanager", folder.toString());
        assertEquals(0, back.status(), back.toString());
        assertEquals("enp1s0f0 3", new SavedFile(play).counts());
        assertEquals(before, new SavedFile(play).fields("enp1s0f0", "mac_address"));
    }
}
