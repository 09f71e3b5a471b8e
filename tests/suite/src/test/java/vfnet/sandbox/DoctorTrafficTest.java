// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
}
