// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Cli;
import vfnet.suite.Outcome;

/** What {@code doctor} says of VFs that look sound and cannot send. */
class DoctorTrafficTest {
    private static final String VF = "/sys/bus/pci/devices/0000:01:10.0/";

    @TempDir
    Path folder;

    private static SimulatedHost withVfs() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        assertEquals(0, play.vfnet("set", "eth0", "2").status());
        return play;
    }

    @Test
    void nothingIsWrongWithNewVfs() {
        String found = withVfs().vfnet("doctor", "--json").out();
        assertFalse(found.contains("vf_bus_master_off") || found.contains("vf_address_differs"), found);
    }

    @Test
    void afterAResetOfThePfTheyAreDead() {
        SimulatedHost play = withVfs();
        play.machine().reset("0000:01:00.0");
        Outcome outcome = play.vfnet("doctor");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.out().contains("VFs 0-1 can neither send nor receive: Bus Master is off"), outcome.out());
        assertTrue(outcome.out().contains("ip link set eth0 down && ip link set eth0 up"), outcome.out());
        assertTrue(
                outcome.out()
                        .contains("echo 0000:01:10.0 | tee /sys/bus/pci/drivers/igbvf/unbind "
                                + "/sys/bus/pci/drivers/igbvf/bind, and so the others"),
                outcome.out());
    }

    @Test
    void afterTheirDriverIsBoundAgainTheyAreNot() {
        SimulatedHost play = withVfs();
        play.machine().reset("0000:01:00.0");
        for (String vf : new String[] {"0000:01:10.0", "0000:01:10.2"}) {
            play.write("/sys/bus/pci/drivers/igbvf/unbind", vf);
            play.write("/sys/bus/pci/drivers/igbvf/bind", vf);
        }
        assertFalse(play.vfnet("doctor").out().contains("Bus Master"));
    }

    /** A snapshot taken before a maintainer looks at it has to show the same. */
    @Test
    void aSnapshotShowsItToo() throws Exception {
        SimulatedHost play = withVfs();
        play.machine().reset("0000:01:00.0");
        Path snapshot = folder.resolve("dead.machine");
        assertEquals(0, play.vfnet("capture", snapshot.toString()).status());
        assertTrue(Files.readString(snapshot).contains("config = "), "the COMMAND register is captured");
        Outcome outcome = Cli.run("--sysroot", snapshot.toString(), "doctor");
        assertTrue(outcome.out().contains("VFs 0-1 can neither send nor receive"), outcome.toString());
    }

    @Test
    void whatCannotBeReadIsNoFault() throws Exception {
        SimulatedHost play = withVfs();
        Files.write(play.at(VF + "config"), new byte[] {0, 0, 0});
        Outcome outcome = play.vfnet("doctor");
        assertFalse(outcome.out().contains("can neither send"), outcome.out());
        assertTrue(outcome.out().contains("0000:01:10.0/config: ends before byte 6"), outcome.out());
    }

    /** As after an error of the bus from which the card did not recover: what the kernel remembers looks sound. */
    @Test
    void aCardThatDoesNotAnswerIsNamedAndLeftAlone() throws Exception {
        SimulatedHost play = withVfs();
        play.vfnet("persist", "eth0");
        UnansweringVfsTest.silence(play, "0000:01:00.0");
        UnansweringVfsTest.silence(play, "0000:01:10.0");
        assertEquals(0, play.vfnet("diff", "--check").status());
        Outcome doctor = play.vfnet("doctor");
        assertEquals(1, doctor.status(), doctor.toString());
        assertTrue(doctor.out().contains("no answer from the PF and VF 0: "), doctor.out());
        assertTrue(play.vfnet("show", "0000:01:10.0").out().contains("no answer: what is shown"), doctor.out());
        int before = play.machine().performed().size();
        for (String command : List.of("set eth0 4", "vf eth0 0 --vlan 7", "apply", "boot")) {
            Outcome outcome = play.vfnet(command.split(" "));
            assertEquals(1, outcome.status(), command + outcome);
            assertTrue((outcome.out() + outcome.err()).contains("the card does not answer"), command + outcome);
        }
        assertEquals(before, play.machine().performed().size());
    }

    private static SimulatedHost deadAndSaved() {
        SimulatedHost play = withVfs();
        assertEquals(0, play.vfnet("persist", "eth0").status());
        play.machine().reset("0000:01:00.0");
        return play;
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply", "apply eth0 --force", "boot"})
    void theSavedConfigurationIsAppliedToThem(String command) {
        SimulatedHost play = deadAndSaved();
        Outcome outcome = play.vfnet(command.split(" "));
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(0, play.vfnet("doctor").status());
        assertEquals(0, play.vfnet("diff", "--check").status());
    }

    /** Who asks for something else does not ask for that. */
    @Test
    void setLeavesThemAlone() {
        SimulatedHost play = deadAndSaved();
        assertTrue(play.vfnet("set", "eth0", "2").out().contains("nothing was changed"));
        assertEquals(1, play.vfnet("doctor").status());
    }

    /** VF 1 has an address: it stays dead, which is said, and VF 0 lives. */
    @Test
    void oneThatIsInUseStaysAsItIs() {
        SimulatedHost play = deadAndSaved();
        String own = play.pf("0000:01:00.0")
                .virtualFunctions()
                .get(1)
                .interfaces()
                .getFirst()
                .name()
                .text();
        play.giveAddress(link -> link.path("ifname").asText().equals(own));
        Outcome outcome = play.vfnet("apply");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(
                outcome.out()
                        .contains(
                                "VF 1 can neither send nor receive since a reset of the PF, and is in use: vfnet doctor"
                                        + " says how to bind the driver again, and --force does it now"),
                outcome.out());
        assertTrue(play.vfnet("doctor").out().contains("VF 1 can neither send nor receive"));
    }
}
