// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Outcome;

/**
 * VFs that do not respond, as after a suspend to RAM whose firmware did not restore the bus: nothing is begun there.
 */
class UnansweringVfsTest {
    private static final String PF = "0000:01:00.0";
    private static final String VF = "0000:01:10.0";

    /** What reads of a function that does not respond return. */
    static void silence(SimulatedHost play, String function) throws IOException {
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) 0xff);
        Files.write(play.at("/sys/bus/pci/devices/" + function + "/config"), ones);
    }

    private static SimulatedHost with(String... commands) throws IOException {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        for (String command : commands) {
            assertEquals(0, play.vfnet(command.split(" ")).status(), command);
        }
        silence(play, VF);
        return play;
    }

    private static void isRefused(SimulatedHost play, String command) {
        int before = play.machine().performed().size();
        Outcome outcome = play.vfnet(command.split(" "));
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(
                (outcome.out() + outcome.err()).contains("eth0 (0000:01:00.0): no answer from VF 0 "),
                outcome::toString);
        assertEquals(before, play.machine().performed().size(), "nothing was done");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set eth0 4",
                "set eth0 0 --force",
                "set eth0 0 --dry-run",
                "vf eth0 1 --vlan 7",
                "apply",
                "apply --dry-run",
                "boot"
            })
    void theirPortIsLeftAlone(String command) throws Exception {
        isRefused(with("set eth0 2", "persist eth0"), command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"set eth0 0", "vf eth0 0 --driver none"})
    void soItIsForThoseOfVms(String command) throws Exception {
        isRefused(with("set eth0 2 --driver vfio-pci"), command);
    }

    @Test
    void aRequestThatChangesNothingSaysSo() throws Exception {
        SimulatedHost play = with("set eth0 2");
        Outcome outcome = play.vfnet("set", "eth0", "2");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(
                outcome.out()
                        .contains("Note: no answer from VF 0 (the configuration space reads as all ones): what the "
                                + "kernel shows is stale; run vfnet doctor"),
                outcome.out());
    }

    /** Nothing waits for such a VF. */
    @Test
    void oneWithoutADriverCanBeRemoved() throws Exception {
        SimulatedHost play = with("set eth0 2");
        play.write("/sys/bus/pci/drivers/igbvf/unbind", VF);
        assertEquals(0, play.vfnet("set", "eth0", "0").status());
        assertEquals(0, play.count(PF));
    }

    @Test
    void otherPortsAreRestored() throws Exception {
        SimulatedHost play = with("set eth0 2", "set eth1 2", "persist", "set eth1 0");
        Outcome outcome = play.vfnet("boot", "--deadline", "0");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(
                (outcome.out() + outcome.err()).contains("eth0 (0000:01:00.0): no answer from VF 0 "),
                outcome::toString);
        assertEquals(2, play.count("0000:02:00.0"), outcome.toString());
    }

    /** The records in /run outlast a suspend. */
    @Test
    void aRollbackThatIsDueIsNotBegun() throws Exception {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, play.vfnet("persist", "enp1s0f1", "2").status());
        Killed.waiting(play);
        for (var vf : play.pf("0000:01:00.1").virtualFunctions()) {
            silence(play, vf.function().address().toString());
        }
        play.machine().pass(Duration.ofSeconds(1000));
        int before = play.machine().performed().size();
        Outcome outcome = play.vfnet("set", "enp1s0f1", "3");
        assertEquals(
                List.of(),
                play
                        .machine()
                        .performed()
                        .subList(before, play.machine().performed().size())
                        .stream()
                        .filter(operation ->
                                operation.call() == KernelCall.REMOVE || operation.call() == KernelCall.UNBIND)
                        .toList(),
                outcome::toString);
        assertTrue((outcome.out() + outcome.err()).contains("no answer from VFs 0-1"), outcome::toString);
        assertEquals(1, outcome.status(), outcome.toString());
    }
}
