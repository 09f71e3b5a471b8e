// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.sandbox.SwitchedHost.PORT;
import static vfnet.sandbox.SwitchedHost.address;
import static vfnet.sandbox.SwitchedHost.assertMode;
import static vfnet.sandbox.SwitchedHost.host;
import static vfnet.sandbox.SwitchedHost.inSwitchdevMode;
import static vfnet.sandbox.SwitchedHost.on;
import static vfnet.sandbox.SwitchedHost.own;
import static vfnet.sandbox.SwitchedHost.pf;
import static vfnet.sandbox.SwitchedHost.switchdev;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vfnet.model.Errno;
import vfnet.model.eswitch.EswitchMode;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.system.IpQuery;

/** {@code vfnet eswitch} where it must not change the mode, or cannot. */
class EswitchFailureTest {

    @Test
    void aVfInUseIsNotDisturbedUnlessForced() {
        SimulatedHost play = host();
        play.giveAddress(link -> link.path("ifname").asText().equals("enp65s0f1v0"));
        long before = play.machine().performed().size();
        Outcome refused = switchdev(play);
        assertEquals(5, refused.status(), refused.toString());
        assertTrue(refused.toString().contains("192.0.2.7/24 on enp65s0f1v0"), refused.toString());
        assertEquals(before, play.machine().performed().size());
        assertEquals(0, switchdev(play, "--force").status());
        assertMode(EswitchMode.SWITCHDEV, play);
    }

    /** A representor in a bridge means that its VF is in use: the bridge would lose it. */
    @Test
    void aBridgeOverARepresentorIsAUser() {
        SimulatedHost play = inSwitchdevMode();
        String representor = own(play).representorOf(1).orElseThrow().name().text();
        try (Simulation simulation = Simulation.of(play.machine().view().sysroot())) {
            simulation.answers().list(IpQuery.LINKS).forEach(link -> {
                if (link.path("ifname").asText().equals(representor)) {
                    ((ObjectNode) link).put("master", "ovs-system");
                }
            });
        }
        for (List<String> command :
                List.of(List.of("eswitch", PORT, "legacy"), List.of("set", PORT, "0"), List.of("set", PORT, "4"))) {
            Outcome refused = play.vfnet(command.toArray(String[]::new));
            assertEquals(5, refused.status(), refused.toString());
            assertTrue(
                    refused.toString().contains("representor " + representor + " in Open vSwitch ovs-system"),
                    refused.toString());
        }
        assertMode(EswitchMode.SWITCHDEV, play);
    }

    @ParameterizedTest
    @EnumSource(
            value = Errno.class,
            names = {"EPERM", "EOPNOTSUPP", "EINVAL", "EBUSY", "ENOMEM", "EIO"})
    void aDriverThatRefusesLeavesEverythingAsItWas(Errno errno) {
        for (String driver : List.of("mlx5_core", "ice", "bnxt_en")) {
            SimulatedHost play = on(driver);
            Optional<String> before = address(play, 1);
            play.machine().arm(Fault.next(KernelCall.ESWITCH, new Effect.Refuse(errno)));
            Outcome outcome = switchdev(play);
            assertEquals(1, outcome.status(), outcome.toString());
            assertTrue(outcome.err().contains("could not set the eswitch of 0000:41:00.1"), outcome.err());
            assertTrue(outcome.err().contains("all changes were rolled back"), outcome.err());
            assertMode(EswitchMode.LEGACY, play);
            assertEquals(before, address(play, 1));
            assertTrue(pf(play).virtualFunctions().stream()
                    .allMatch(vf -> vf.function().driver().value().isPresent()));
        }
    }

    /** After the mode was set, binding fails: the mode goes back too. */
    @Test
    void aLaterStepThatFailsRollsTheModeBack() {
        SimulatedHost play = on("ice");
        play.machine().arm(Fault.next(KernelCall.CREATE, new Effect.Refuse(Errno.ENOMEM)));
        Outcome outcome = switchdev(play);
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("all changes were rolled back"), outcome.err());
        assertMode(EswitchMode.LEGACY, play);
        assertEquals(2, pf(play).virtualFunctions().size());
    }

    @Test
    void whereTheRollbackFailsTooTheMessageSaysWhatIsThere() {
        SimulatedHost play = on("ice");
        play.machine().arm(Fault.next(KernelCall.CREATE, new Effect.Refuse(Errno.ENOMEM)));
        play.machine().arm(new Fault(new Fault.Trigger.Next(KernelCall.ESWITCH, 1), new Effect.Refuse(Errno.EIO)));
        Outcome outcome = switchdev(play);
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("now 0000:41:00.1 has 0 VFs, its eswitch in switchdev mode"), outcome.err());
    }

    @Test
    void aDriverThatTakesTheModeWithoutEffectIsFoundOut() {
        SimulatedHost play = host();
        play.machine().arm(Fault.next(KernelCall.ESWITCH, new Effect.Ignore()));
        Outcome outcome = switchdev(play);
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("the driver took the mode switchdev and is in legacy mode"), outcome.err());
    }

    @ParameterizedTest
    @CsvSource({
        "igb, has a driver (igb) whose eswitch has no mode",
        "nfp, that takes another eswitch mode with some of its firmware only"
    })
    void aDriverThatSetsNoModeIsSaid(String driver, String why) {
        SimulatedHost play = SimulatedHost.of(Machines.text("mlx5-switchdev").replace("mlx5_core", driver));
        Outcome outcome = switchdev(play);
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains(why), outcome.err());
        assertEquals(List.of(), play.machine().performed());
    }

    @Test
    void withoutDevlinkNothingIsTried() {
        String text = Machines.text("mlx5-switchdev");
        SimulatedHost play = SimulatedHost.of(text.substring(0, text.indexOf("[devlink ")));
        Outcome outcome = switchdev(play);
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("there is no devlink (package iproute2)"), outcome.err());
    }

    @Test
    void aModeThatDoesNotExistIsAUsageError() {
        Outcome outcome = host().vfnet("eswitch", PORT, "offloads");
        assertEquals(2, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("'offloads' is no eswitch mode; it is legacy or switchdev"), outcome.err());
    }

    @ParameterizedTest
    @CsvSource({"--vlan, 100, VLAN, none", "--spoof-check, on, spoof check, off", "--trust, on, trust, off"})
    void switchdevModeIsRefusedWhileAVfHasASettingThatItIgnores(
            String option, String value, String setting, String none) {
        SimulatedHost play = host();
        assertEquals(0, play.vfnet("vf", PORT, "1", option, value).status());
        Outcome outcome = switchdev(play);
        assertEquals(2, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err()
                        .contains("VF 1: mlx5_core takes no " + setting + " of a VF in switchdev mode, and it has one, "
                                + "or one is saved for it: take it away first (vfnet vf enp65s0f1np1 1 " + option + " "
                                + none + ", with --persist where it is saved)"),
                outcome.err());
        assertMode(EswitchMode.LEGACY, play);
    }

    /** Older kernels leave switchdev mode with the last VF, so a rollback has to set it again. */
    @Test
    void theModeThatGoesWithTheLastVfComesBackToo() {
        SimulatedHost play = inSwitchdevMode();
        play.machine().arm(Fault.every(KernelCall.REMOVE, new Effect.LoseMode()));
        play.machine().arm(Fault.next(KernelCall.CREATE, new Effect.Refuse(Errno.ENOMEM)));
        Outcome outcome = play.vfnet("set", PORT, "4");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("all changes were rolled back"), outcome.err());
        assertMode(EswitchMode.SWITCHDEV, play);
        assertEquals(2, pf(play).virtualFunctions().size());
    }

    @Test
    void aModeThatDoesNotComeBackIsSaid() {
        SimulatedHost play = inSwitchdevMode();
        play.machine().arm(Fault.every(KernelCall.REMOVE, new Effect.LoseMode()));
        play.machine().arm(Fault.next(KernelCall.CREATE, new Effect.Refuse(Errno.ENOMEM)));
        play.machine().arm(Fault.every(KernelCall.ESWITCH, new Effect.Refuse(Errno.EIO)));
        Outcome outcome = play.vfnet("set", PORT, "4");
        assertEquals(3, outcome.status(), outcome.toString());
        assertFalse(outcome.err().contains("all changes were rolled back"), outcome.err());
        assertMode(EswitchMode.LEGACY, play);
    }
}
