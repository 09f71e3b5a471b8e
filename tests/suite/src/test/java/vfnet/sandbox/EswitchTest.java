// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.sandbox.SwitchedHost.PORT;
import static vfnet.sandbox.SwitchedHost.address;
import static vfnet.sandbox.SwitchedHost.assertMode;
import static vfnet.sandbox.SwitchedHost.calls;
import static vfnet.sandbox.SwitchedHost.host;
import static vfnet.sandbox.SwitchedHost.inSwitchdevMode;
import static vfnet.sandbox.SwitchedHost.on;
import static vfnet.sandbox.SwitchedHost.pf;
import static vfnet.sandbox.SwitchedHost.switchdev;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.model.eswitch.EswitchMode;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;

/** {@code vfnet eswitch} on the second port of a card, which is in legacy mode and has no VFs at first. */
class EswitchTest {

    @Test
    void theVfsOfMlx5AreUnboundWhileTheModeChanges() {
        SimulatedHost play = host();
        Optional<String> before = address(play, 1);
        Outcome outcome = switchdev(play);
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(
                outcome.out().contains("1. unbind VFs 0-1\n")
                        && outcome.out().contains("2. set the eswitch of 0000:41:00.1 to switchdev mode\n"),
                outcome.out());
        assertTrue(outcome.out().contains("VF 1: representor eth"), outcome.out());
        assertTrue(outcome.out().contains("To keep it: vfnet persist " + PORT), outcome.out());
        assertMode(EswitchMode.SWITCHDEV, play);
        assertEquals(before, address(play, 1));
        assertTrue(pf(play).virtualFunctions().stream()
                .allMatch(vf -> vf.function().driver().value().isPresent()));
        List<KernelCall> calls = calls(play, KernelCall.UNBIND, KernelCall.ESWITCH, KernelCall.PROBE);
        assertEquals(
                List.of(KernelCall.UNBIND, KernelCall.UNBIND, KernelCall.ESWITCH, KernelCall.PROBE, KernelCall.PROBE),
                calls.subList(calls.size() - 5, calls.size()));
    }

    @Test
    void andBackAgain() {
        SimulatedHost play = inSwitchdevMode();
        Outcome outcome = play.vfnet("eswitch", PORT, "legacy");
        assertEquals(0, outcome.status(), outcome.toString());
        assertMode(EswitchMode.LEGACY, play);
        assertEquals(2, pf(play).virtualFunctions().size());
    }

    @Test
    void theVfsOfIceAreRemovedAndCreatedAgainAsTheyWere() {
        SimulatedHost play = on("ice");
        Optional<String> before = address(play, 1);
        Outcome outcome = switchdev(play);
        assertEquals(0, outcome.status(), outcome.toString());
        assertMode(EswitchMode.SWITCHDEV, play);
        assertEquals(before, address(play, 1));
        List<KernelCall> calls = calls(play, KernelCall.REMOVE, KernelCall.ESWITCH, KernelCall.CREATE);
        assertEquals(
                List.of(KernelCall.REMOVE, KernelCall.ESWITCH, KernelCall.CREATE),
                calls.subList(calls.size() - 3, calls.size()));
    }

    @Test
    void theVfsOfBnxtStay() {
        SimulatedHost play = on("bnxt_en");
        Outcome outcome = switchdev(play);
        assertEquals(0, outcome.status(), outcome.toString());
        assertMode(EswitchMode.SWITCHDEV, play);
        assertEquals(List.of(), calls(play, KernelCall.UNBIND));
        assertEquals(0, switchdev(play).status(), "the mode that it is in, which bnxt_en refuses");
    }

    @Test
    void withoutVfsOnlyTheModeChanges() {
        SimulatedHost play = SimulatedHost.on("mlx5-switchdev");
        Outcome outcome = switchdev(play);
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.out().contains("is in switchdev mode; it has no VFs."), outcome.out());
        assertEquals(List.of(KernelCall.ESWITCH), calls(play, KernelCall.values()));
    }

    @Test
    void theModeThatItIsInIsNoChange() {
        SimulatedHost play = host();
        long before = play.machine().performed().size();
        assertEquals(0, play.vfnet("eswitch", PORT, "legacy").status());
        assertEquals(before, play.machine().performed().size());
    }

    @Test
    void aDryRunChangesNothing() {
        SimulatedHost play = host();
        long before = play.machine().performed().size();
        Outcome outcome = switchdev(play, "--dry-run", "--json");
        assertEquals(0, outcome.status(), outcome.toString());
        JsonNode document = new JsonMapper().readTree(outcome.out());
        assertEquals(List.of(), Schemas.complaints("set", document));
        assertEquals("planned", document.path("result").asString());
        assertEquals(
                List.of("unbind_vfs", "set_eswitch_mode", "configure_vfs", "probe_vfs", "await_interfaces"),
                document.path("steps")
                        .valueStream()
                        .map(step -> step.path("step").asString())
                        .toList());
        assertEquals(before, play.machine().performed().size());
    }

    /** What devlink sets is written once too where the link table does not list the VF, and said not to be seen. */
    @Test
    void aVfThatTheLinkTableDoesNotListIsWrittenToOnce() {
        SimulatedHost play = SimulatedHost.of(
                Machines.text("mlx5-switchdev").replaceFirst("\\{\"vf\":0,.*?\\{\"vf\":1,", "{\"vf\":1,"));
        Outcome outcome =
                play.vfnet("vf", "enp65s0f0np0", "0", "--mac", "02:00:00:00:00:77", "--max-rate", "500", "--force");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("addresses and settings of VF 0 were written and cannot be read back"),
                outcome.err());
        assertEquals(List.of(KernelCall.PORT_FUNCTION, KernelCall.PORT_FUNCTION), calls(play, KernelCall.values()));
    }
}
