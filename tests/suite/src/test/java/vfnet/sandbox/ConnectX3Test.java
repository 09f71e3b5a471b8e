// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;

/** A ConnectX-3: one PCI function, two ports, VFs by a parameter of mlx4_core. */
class ConnectX3Test {
    private static final String PF = "0000:04:00.0";
    private static final String OURS = "/etc/modprobe.d/vfnet-mlx4.conf";
    private static final String THEIRS = "/etc/modprobe.d/mlx4.conf";
    private static final JsonMapper JSON = new JsonMapper();

    private static String file(SimulatedHost play) {
        return play.text(OURS).orElse("");
    }

    @Test
    void persistWritesAFileOfItsOwnAndARestartMakesTheVfs() {
        SimulatedHost play = SimulatedHost.on("connectx3");
        String theirs = play.text(THEIRS).orElseThrow();
        Outcome outcome = play.vfnet("persist", "enp4s0", "6");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(
                outcome.out().contains("enp4s0 (0000:04:00.0): 6 VFs")
                        && outcome.out().contains("enp4s0d1 (0000:04:00.0): 6 VFs"),
                outcome.out());
        assertTrue(
                outcome.out().contains("+ options mlx4_core num_vfs=0,0,6 probe_vf=0,0,6 port_type_array=2,2"),
                outcome.out());
        assertTrue(
                outcome.out().contains("update-initramfs -u") && outcome.out().contains("dracut -f"), outcome.out());
        assertTrue(
                outcome.err().contains("mlx4.conf sets parameters of mlx4_core, too, and comes earlier"),
                outcome.err());
        assertTrue(file(play).startsWith("# Written by vfnet persist"), file(play));
        assertEquals(theirs, play.text(THEIRS).orElseThrow());
        assertEquals(0, play.machine().performed().size(), "the live state is not touched");
        assertEquals(4, play.count(PF));
        play.machine().reboot();
        assertEquals(6, play.count(PF));
        play.pause(1000);
        assertEquals(0, play.vfnet("boot").status());
        String list = play.vfnet("list", "--no-header", "-o", "parent_interface,vf_index,admin_mac_address")
                .out();
        assertTrue(list.matches("(?s).*enp4s0 +1 +02:c9:03:10:01:01.*enp4s0d1 +1 +02:c9:03:10:02:01.*"), list);
        assertFalse(list.contains("00:00:00:00:00:00"), list);
    }

    @Test
    void asTheCardIsNowItIsSavedWithTheParametersThatItHas() throws IOException {
        SimulatedHost play = SimulatedHost.on("connectx3");
        Outcome outcome = play.vfnet("persist", "--json");
        assertEquals(0, outcome.status(), outcome.toString());
        JsonNode document = JSON.readTree(outcome.out());
        assertEquals(List.of(), Schemas.complaints("persist", document));
        assertEquals(
                "options mlx4_core num_vfs=0,0,4 probe_vf=0,0,2 port_type_array=2,2",
                document.get("module_options").asString());
        assertEquals(
                "# Written by vfnet persist, and removed by vfnet persist --remove.\noptions mlx4_core num_vfs=0,0,4 "
                        + "probe_vf=0,0,2 port_type_array=2,2\n",
                Files.readString(play.at(OURS)));
        Outcome again = play.vfnet("persist");
        assertTrue(
                again.out().contains("as it is there already") && again.out().contains("Nothing to save."),
                again.out());
    }

    @Test
    void vfsOfOnePortEachStayThat() throws IOException {
        SimulatedHost play = SimulatedHost.of(Machines.text("connectx3")
                .replace("num_vfs = 4", "num_vfs = 1,2,1")
                .replace("probe_vf = 2", "probe_vf = 1,1,0"));
        assertEquals(0, play.vfnet("persist").status());
        assertTrue(file(play).contains("num_vfs=1,2,1 probe_vf=1,1,0 port_type_array=2,2"), file(play));
    }

    @Test
    void aDryRunShowsTheFileAndWritesNone() {
        SimulatedHost play = SimulatedHost.on("connectx3");
        Outcome outcome = play.vfnet("persist", "enp4s0d1", "2", "--dry-run");
        assertTrue(
                outcome.out().contains(OURS) && outcome.out().contains("num_vfs=0,0,2 probe_vf=0,0,2"), outcome.out());
        assertEquals(Optional.empty(), play.text(OURS));
    }

    @Test
    void theFileGoesWithTheLastPortOfSuchACard() {
        SimulatedHost play = SimulatedHost.on("connectx3");
        play.vfnet("persist");
        assertEquals(0, play.vfnet("persist", "--remove", "enp4s0").status());
        assertTrue(file(play).contains("num_vfs=0,0,4"), "its other port is saved");
        Outcome outcome = play.vfnet("persist", "--remove", "enp4s0d1");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.out().contains("- removed"), outcome.out());
        assertEquals(Optional.empty(), play.text(OURS));
        assertTrue(play.text(THEIRS).isPresent());
    }

    @Test
    void aFileOfThatNameThatIsNotOursIsLeftAlone() {
        SimulatedHost play = SimulatedHost.on("connectx3");
        Tree.write(play.at(OURS), "options mlx4_core num_vfs=1");
        Outcome outcome = play.vfnet("persist");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("was not written by vfnet"), outcome.err());
        assertEquals(Optional.of("options mlx4_core num_vfs=1"), play.text(OURS));
        assertFalse(Files.exists(Configured.file(play)));
    }

    @Test
    void aMachineWithoutSuchACardHasNoSuchFile() {
        SimulatedHost play = SimulatedHost.on("x550");
        Outcome outcome = play.vfnet("persist");
        assertFalse(outcome.out().contains("mlx4"), outcome.out());
        assertFalse(Files.exists(play.at(OURS)));
    }

    @Test
    void anotherFileForTheConfigurationLeavesModprobeAlone() {
        SimulatedHost play = SimulatedHost.on("connectx3");
        assertEquals(
                0,
                play.vfnet("persist", "--dry-run", "--config", "/no/such/config.json")
                        .status());
        assertFalse(play.vfnet("persist", "--dry-run", "--config", "/no/such/config.json")
                .out()
                .contains("mlx4"));
    }

    @Test
    void portsThatWantDifferentNumbersAreRefused() {
        SimulatedHost play = SimulatedHost.on("connectx3");
        Tree.write(play.at("/etc/vfnet/vf.config"), "enp4s0:2\nenp4s0d1:3");
        Outcome outcome = play.vfnet("import", "--from", "vf.config");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("mlx4_core has one number for all its cards and ports"), outcome.err());
        assertFalse(Files.exists(Configured.file(play)));
        assertEquals(Optional.empty(), play.text(OURS));
    }

    @Test
    void ofTwoFilesTheLaterOneCountsAndIsNamed() {
        SimulatedHost play = SimulatedHost.on("connectx3");
        Tree.write(play.at("/etc/modprobe.d/zz.conf"), "options mlx4_core probe_vf=1");
        assertTrue(play.vfnet("persist")
                .err()
                .contains("zz.conf sets parameters of mlx4_core, too, and comes later, so it counts"));
    }

    @Test
    void aPortThatIsNotThereMayBeSuchACardsSoTheFileStays() {
        SimulatedHost play = SimulatedHost.on("connectx3");
        play.vfnet("persist");
        play.vfnet("persist", "--remove", "enp4s0");
        Configured.change(play, "00:02:c9:fe:3a:02", "00:02:c9:fe:3a:99");
        Configured.change(play, "0000:04:00.0", "0000:09:00.0");
        Tree.write(play.at("/etc/vfnet/vf.config"), "enp9s0:1");
        assertEquals(0, play.vfnet("import", "--from", "vf.config").status());
        assertTrue(file(play).contains("num_vfs=0,0,4"), file(play));
    }

    @Test
    void nothingIsWrittenThroughALinkOutOfTheTree() throws IOException {
        SimulatedHost play = SimulatedHost.on("connectx3");
        Tree.delete(play.at("/etc/modprobe.d"));
        Files.createDirectories(play.at("/").getParent().resolve("elsewhere"));
        Files.createSymbolicLink(
                play.at("/etc/modprobe.d"), play.at("/").getParent().resolve("elsewhere"));
        Outcome outcome = play.vfnet("persist");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("leads out of"), outcome.err());
        assertFalse(Files.exists(Configured.file(play)));
    }

    @ParameterizedTest
    @CsvSource({
        "usr/sbin/update-initramfs, sudo update-initramfs -u",
        "usr/bin/dracut, sudo dracut -f",
        "usr/sbin/proxmox-boot-tool, sudo proxmox-boot-tool refresh"
    })
    void theInitramfsIsRebuiltByWhatTheMachineHas(String program, String command) {
        SimulatedHost play = SimulatedHost.on("connectx3");
        Tree.write(play.at("/" + program), "");
        Outcome outcome = play.vfnet("persist");
        assertTrue(outcome.out().contains("copy of its own: " + command + "\n"), outcome.out());
    }
}
