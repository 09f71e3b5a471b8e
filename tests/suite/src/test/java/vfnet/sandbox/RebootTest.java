// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.suite.Machines;

/** What a reboot leaves, and what a folder keeps between processes. */
class RebootTest {
    private static final String PF = "0000:01:00.0";

    static List<String> machines() {
        return Machines.names();
    }

    @Test
    void vfsAreGoneAndWhatLiesOnADiskStays() {
        SimulatedHost play = SimulatedHost.on("x550");
        Tree.write(play.at("/etc/vfnet/config.json"), "{}");
        Tree.write(play.at("/run/vfnet/lock"), "");
        play.write("/sys/bus/pci/devices/" + PF + "/sriov_drivers_autoprobe", "0");
        play.machine().attach("enp1s0f0", 0, "router");
        play.machine().reboot();
        assertEquals(0, play.count(PF));
        assertEquals(Optional.of("{}"), play.text("/etc/vfnet/config.json"));
        assertFalse(Tree.exists(play.at("/run/vfnet")));
        assertFalse(Tree.exists(play.at("/proc/3100")));
        assertEquals(Optional.of("1"), play.text("/sys/bus/pci/devices/" + PF + "/sriov_drivers_autoprobe"));
        assertEquals(List.of(), play.machine().log());
    }

    @Test
    void addressesThatNobodySetAreOthersAfterwards() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.machine().reboot();
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs(PF, 3));
        play.pause(1000);
        assertEquals(List.of("enp1s0f0v0", "enp1s0f0v1", "enp1s0f0v2"), play.interfaces(PF));
        assertFalse(play.vfnet("list").out().contains("ca:e1:e1:a0:e6:0f"));
    }

    /** A module's parameter creates them again. */
    @Test
    void vfsOfConnectX3AreThereAgain() {
        SimulatedHost play = SimulatedHost.on("connectx3");
        int before = play.count("0000:04:00.0");
        play.machine().reboot();
        assertEquals(before, play.count("0000:04:00.0"));
        assertEquals(
                List.of("1"),
                Tree.names(play.at("/proc")).stream()
                        .filter(name -> name.matches("\\d+"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyShippedMachineRestartsAndIsTheSameAfterASecondRestart(String name) throws IOException {
        SimulatedHost play = SimulatedHost.on(name);
        String whole = Snapshot.of(play);
        play.machine().reboot();
        String first = Snapshot.of(play);
        play.machine().reboot();
        assertEquals(first, Snapshot.of(play));
        assertTrue(paths(whole) >= paths(first));
    }

    /** Without the attributes that cannot be read: a port that is down has more of them. */
    private static long paths(String snapshot) {
        return snapshot.lines().filter(line -> !line.contains(" ! ")).count();
    }

    @Test
    void anotherProcessGoesOnInTheSameFolder(@TempDir Path folder) throws IOException {
        Path place = folder.resolve("machine");
        SimulatedMachine first = SimulatedMachine.create(Machines.file("x550"), place);
        new SimulatedHost(first).numvfs("0000:01:00.1", 2);
        first.arm(Fault.parse("mac EPERM").orElseThrow());

        SimulatedHost second = new SimulatedHost(SimulatedMachine.open(place));
        assertEquals("x550.machine", second.machine().origin());
        assertEquals(List.of("mac EPERM"), second.machine().armed());
        second.pause(1000);
        assertEquals(List.of("enp1s0f1v0", "enp1s0f1v1"), second.interfaces("0000:01:00.1"));
        assertEquals(List.of("enp1s0f1v0", "enp1s0f1v1"), new SimulatedHost(first).interfaces("0000:01:00.1"));
    }
}
