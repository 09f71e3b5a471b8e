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
import static vfnet.sandbox.SwitchedHost.pf;
import static vfnet.sandbox.SwitchedHost.switchdev;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.DevlinkLine;
import vfnet.apply.kernel.Kernel;
import vfnet.model.Errno;
import vfnet.model.PciAddress;
import vfnet.model.eswitch.EswitchMode;
import vfnet.suite.Delegate;
import vfnet.suite.Outcome;

/** What is set in switchdev mode, and how the mode is saved and restored. */
class EswitchSavedTest {

    @ParameterizedTest
    @ValueSource(strings = {"mlx5_core", "ice", "bnxt_en"})
    void aNumberThatIsSetLaterKeepsTheMode(String driver) {
        SimulatedHost play = on(driver);
        assertEquals(0, switchdev(play).status());
        Outcome outcome = play.vfnet("set", PORT, "4");
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(4, pf(play).virtualFunctions().size());
        assertMode(EswitchMode.SWITCHDEV, play);
        assertFalse(address(play, 3).orElseThrow().equals("00:00:00:00:00:00"));
    }

    /** As mlx5 and bnxt_en of older kernels do. */
    @ParameterizedTest
    @ValueSource(strings = {"mlx5_core", "bnxt_en"})
    void aKernelThatLeavesTheModeWithTheLastVfIsBroughtBackToIt(String driver) {
        SimulatedHost play = on(driver);
        assertEquals(0, switchdev(play).status());
        Kernel older = new Delegate(play.kernel()) {
            @Override
            public Answer write(AttributeWrite write, Duration timeout) {
                Answer answer = super.write(write, timeout);
                if (write.attribute().endsWith("sriov_numvfs") && write.value().equals("0")) {
                    PciAddress pf = PciAddress.parse("0000:41:00.1").orElseThrow();
                    assertEquals(
                            new Answer.Accepted(), super.devlink(DevlinkLine.mode(pf, EswitchMode.LEGACY), timeout));
                }
                return answer;
            }
        };
        Outcome outcome = play.vfnet(older, "set", PORT, "4");
        assertEquals(0, outcome.status(), outcome.toString());
        assertMode(EswitchMode.SWITCHDEV, play);
        assertEquals(4, pf(play).virtualFunctions().size());
    }

    @Test
    void settingsThatTheModeDoesNotTakeAreRefusedWithTheWayToSetThemThere() {
        SimulatedHost play = inSwitchdevMode();
        Map<String, String> ways = Map.of(
                "--vlan 100", "tag the VF's representor",
                "--trust on", "rules at the VF's representor",
                "--spoof-check on", "match source addresses at the VF's representor",
                "--link-state enable", "its link follows its representor");
        ways.forEach((option, way) -> {
            String[] words = option.split(" ");
            Outcome outcome = play.vfnet("vf", PORT, "0", words[0], words[1]);
            assertEquals(2, outcome.status(), outcome.toString());
            assertTrue(outcome.err().contains(way), outcome.err());
            assertTrue(
                    outcome.err().contains("go back to legacy mode: vfnet eswitch " + PORT + " legacy"), outcome.err());
        });
    }

    @Test
    void addressesAndRatesAreSetThroughDevlink() {
        SimulatedHost play = inSwitchdevMode();
        Outcome outcome =
                play.vfnet("vf", PORT, "1", "--mac", "02:00:00:00:00:77", "--max-rate", "2000", "--min-rate", "100");
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(
                List.of(
                        "devlink port function set pci/0000:41:00.1/2 hw_addr 02:00:00:00:00:77",
                        "devlink port function rate set pci/0000:41:00.1/2 tx_share 100mbit",
                        "devlink port function rate set pci/0000:41:00.1/2 tx_max 2000mbit"),
                play.machine().performed().stream()
                        .filter(done -> done.call() == KernelCall.PORT_FUNCTION)
                        .map(Operation::what)
                        .toList());
        assertEquals(Optional.of("02:00:00:00:00:77"), address(play, 1));
        assertEquals(
                Optional.of(2000), pf(play).ports().getFirst().settings(1).flatMap(settings -> settings.maxTxRate()));
    }

    @Test
    void anAddressThatDevlinkRefusesIsRolledBack() {
        SimulatedHost play = inSwitchdevMode();
        Optional<String> before = address(play, 1);
        play.machine()
                .arm(new Fault(new Fault.Trigger.Next(KernelCall.PORT_FUNCTION, 1), new Effect.Refuse(Errno.EINVAL)));
        Outcome outcome = play.vfnet("vf", PORT, "1", "--mac", "02:00:00:00:00:77", "--max-rate", "2000");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err()
                        .contains("'devlink port function rate set pci/0000:41:00.1/2 tx_max 2000mbit' was refused"),
                outcome.err());
        assertTrue(outcome.err().contains("all changes were rolled back"), outcome.err());
        assertEquals(before, address(play, 1));
    }

    @Test
    void theModeIsSavedAndRestoredAtBoot() {
        for (String driver : List.of("mlx5_core", "ice", "bnxt_en")) {
            SimulatedHost play = on(driver);
            assertEquals(0, switchdev(play).status());
            Outcome saved = play.vfnet("persist", PORT);
            assertEquals(0, saved.status(), saved.toString());
            assertTrue(saved.out().contains("+   eswitch switchdev\n"), saved.out());
            assertTrue(play.text("/etc/vfnet/config.json").orElseThrow().contains("\"eswitch\": \"switchdev\""));
            Optional<String> address = address(play, 1);
            play.machine().reboot();
            SimulatedHost again = play;
            assertMode(EswitchMode.LEGACY, again);
            Outcome diff = again.vfnet("diff", "--check", PORT);
            assertEquals(6, diff.status(), diff.toString());
            assertTrue(diff.out().contains("eswitch legacy -> switchdev"), diff.out());
            Outcome boot = again.vfnet("boot");
            assertEquals(0, boot.status(), boot.toString());
            assertMode(EswitchMode.SWITCHDEV, again);
            assertEquals(2, pf(again).virtualFunctions().size());
            assertEquals(address, address(again, 1));
            long before = again.machine().performed().size();
            assertEquals(0, again.vfnet("boot").status());
            assertEquals(before, again.machine().performed().size(), "a second run changes nothing");
            assertEquals(0, again.vfnet("diff", "--check", PORT).status());
        }
    }

    @Test
    void applyAndDoctorSeeAnotherModeThanTheSavedOne() {
        SimulatedHost play = inSwitchdevMode();
        assertEquals(0, play.vfnet("persist", PORT).status());
        assertEquals(0, play.vfnet("eswitch", PORT, "legacy").status());
        Outcome doctor = play.vfnet("doctor");
        assertTrue(doctor.out().contains("the eswitch is in legacy mode, and switchdev mode is saved"), doctor.out());
        Outcome apply = play.vfnet("apply");
        assertEquals(0, apply.status(), apply.toString());
        assertMode(EswitchMode.SWITCHDEV, play);
        assertFalse(play.vfnet("doctor").out().contains("the eswitch is in"));
    }

    @Test
    void legacyModeIsSavedOnlyInPlaceOfAnotherOne() {
        SimulatedHost play = host();
        assertEquals(0, play.vfnet("persist", PORT).status());
        assertFalse(play.text("/etc/vfnet/config.json").orElseThrow().contains("eswitch"));
        assertEquals(0, switchdev(play).status());
        assertEquals(0, play.vfnet("persist", PORT).status());
        assertEquals(0, play.vfnet("eswitch", PORT, "legacy").status());
        assertEquals(0, play.vfnet("persist", PORT).status());
        assertTrue(play.text("/etc/vfnet/config.json").orElseThrow().contains("\"eswitch\": \"legacy\""));
    }

    @Test
    void aModeThatNobodyConfirmsIsRolledBackByTheNextRun() throws IOException {
        SimulatedHost play = inSwitchdevMode();
        assertEquals(0, play.vfnet("persist", PORT).status());
        assertEquals(0, play.vfnet("eswitch", PORT, "legacy").status());
        Killed.waiting(play);
        assertMode(EswitchMode.SWITCHDEV, play);
        play.machine().pass(Duration.ofSeconds(61));
        Outcome outcome = play.vfnet("confirm", "--expired");
        assertEquals(0, outcome.status(), outcome.toString());
        assertMode(EswitchMode.LEGACY, play);
    }
}
