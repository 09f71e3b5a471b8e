// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.Errno;
import vfnet.model.PciAddress;

/** Faults on demand. */
class FaultTest {
    private static final String PORT = "0000:01:00.1";
    private static final String AUTOPROBE = "/sys/bus/pci/devices/" + PORT + "/sriov_drivers_autoprobe";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create ENOMEM",
                "every mac EAGAIN",
                "probe+2 late 3000",
                "@7 power-cut",
                "remove hang",
                "create fewer 2",
                "vlan ignore",
                "bind never",
                "probe no-answer",
                "probe late-answer",
                "every query_rss EPERM"
            })
    void aFaultIsItsWords(String words) {
        assertEquals(words, Fault.parse(words).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "create", "create ENONSENSE", "destroy EIO", "every", "@x EIO", "create+ EIO", "probe late"})
    void otherWordsAreNone(String words) {
        assertEquals(Optional.empty(), Fault.parse(words));
    }

    @Test
    void aRefusalChangesNothingAndHappensOnce() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.machine().arm(Fault.next(KernelCall.CREATE, new Effect.Refuse(Errno.ENOMEM)));
        var before = play.kernel().logPosition();
        assertEquals("ENOMEM", play.numvfs(PORT, 4));
        assertEquals(0, play.count(PORT));
        assertEquals(
                List.of("ixgbe " + PORT + ": not enough MMIO resources for SR-IOV"),
                play.kernel().log(PciAddress.parse(PORT).orElseThrow(), before));
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs(PORT, 4));
        assertEquals(List.of(), play.machine().armed());
    }

    @Test
    void everyMeansEveryUntilItIsDisarmed() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.machine().arm(Fault.every(KernelCall.TRUST, new Effect.Refuse(Errno.EPERM)));
        for (int i = 0; i < 3; i++) {
            assertEquals("RTNETLINK answers: Operation not permitted", play.ip("link set dev if2 vf 0 trust on"));
        }
        play.machine().disarm();
        assertEquals(SimulatedHost.ACCEPTED, play.ip("link set dev if2 vf 0 trust on"));
    }

    @Test
    void oneOperationIsStruckByItsNumber() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.write(AUTOPROBE, "0");
        play.machine().arm(Fault.at(2, new Effect.Ignore()));
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs(PORT, 2));
        assertEquals(SimulatedHost.ACCEPTED, play.write(AUTOPROBE, "1"));
        assertEquals(Optional.of("0"), play.text(AUTOPROBE));
        assertEquals(
                List.of(
                        "0 autoprobe: " + AUTOPROBE + " = 0",
                        "1 create: /sys/bus/pci/devices/" + PORT + "/sriov_numvfs = 2",
                        "2 autoprobe: " + AUTOPROBE + " = 1"),
                play.machine().performed().stream().map(Operation::toString).toList());
    }

    @Test
    void someOfAKindMayPassFirst() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.machine().arm(new Fault(new Fault.Trigger.Next(KernelCall.MAC, 1), new Effect.Refuse(Errno.EAGAIN)));
        assertEquals(SimulatedHost.ACCEPTED, play.ip("link set dev if2 vf 0 mac 02:00:00:00:00:01"));
        assertEquals(SimulatedHost.ACCEPTED, play.ip("link set dev if2 vf 0 trust on"));
        assertEquals(
                "RTNETLINK answers: Resource temporarily unavailable",
                play.ip("link set dev if2 vf 1 mac 02:00:00:00:00:02"));
    }

    @Test
    void fewerVfsAreMadeAndTheAnswerIsYes() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.machine().arm(Fault.next(KernelCall.CREATE, new Effect.Fewer(3)));
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs(PORT, 4));
        assertEquals(1, play.count(PORT));
        assertTrue(play.machine().log().stream().anyMatch(line -> line.endsWith("4 VFs requested; only 1 enabled")));
    }

    @Test
    void interfacesAppearLateOrNever() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.machine().arm(Fault.next(KernelCall.CREATE, new Effect.Late(Duration.ofSeconds(3))));
        play.numvfs(PORT, 1);
        play.pause(2900);
        assertEquals(List.of("-"), play.interfaces(PORT));
        play.pause(1000);
        assertEquals(List.of("enp1s0f1v0"), play.interfaces(PORT));

        play.numvfs(PORT, 0);
        play.machine().arm(Fault.next(KernelCall.CREATE, new Effect.Never()));
        play.numvfs(PORT, 1);
        play.pause(1_000_000);
        assertEquals(List.of("-"), play.interfaces(PORT));
    }

    @Test
    void aHangKeepsTheLock() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.machine().arm(Fault.next(KernelCall.CREATE, new Effect.Hang()));
        assertEquals("blocked", play.numvfs(PORT, 4));
        assertEquals("blocked", play.numvfs(PORT, 4));
        assertEquals(0, play.count(PORT));
        play.machine().reboot();
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs(PORT, 4));
    }

    @Test
    void withoutPowerNothingWorksUntilAReboot() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.machine().arm(Fault.next(KernelCall.CREATE, new Effect.CutPower()));
        assertThrows(PowerCut.class, () -> play.numvfs(PORT, 4));
        assertThrows(PowerCut.class, () -> play.numvfs(PORT, 0));
        assertThrows(PowerCut.class, () -> play.pause(1));
        play.machine().reboot();
        assertEquals(0, play.count(PORT));
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs(PORT, 4));
    }

    @Test
    void everyCallCanBeGivenEachOfItsErrors() {
        for (KernelCall call : KernelCall.values()) {
            for (Errno errno : call.errnos()) {
                Fault fault = Fault.next(call, new Effect.Refuse(errno));
                assertEquals(Optional.of(fault), Fault.parse(fault.toString()));
            }
        }
    }
}
