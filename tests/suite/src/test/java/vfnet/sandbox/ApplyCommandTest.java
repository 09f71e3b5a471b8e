// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;

/** {@code vfnet apply}: from the saved configuration to the live state. */
class ApplyCommandTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FIRST = "0000:01:00.0";
    private static final String SECOND = "0000:01:00.1";

    private static int writes(SimulatedHost play) {
        return play.machine().performed().size();
    }

    private static SimulatedHost saved(String machine, String... commands) {
        SimulatedHost play = SimulatedHost.on(machine);
        for (String command : commands) {
            Outcome outcome = play.vfnet(command.split(" "));
            assertEquals(0, outcome.status(), outcome.toString());
        }
        return play;
    }

    @Test
    void whatIsSavedAlreadyIsNotTouched() {
        SimulatedHost play = saved("x550", "persist");
        Outcome outcome = play.vfnet("apply");
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals("", outcome.err());
        assertEquals(0, writes(play));
        assertEquals(0, play.vfnet("apply", "--dry-run").status());
    }

    @Test
    void aRestartLeavesNothingAndApplyBringsEverythingBack() {
        SimulatedHost play = saved("x550", "set enp1s0f1 4");
        play.ip("link set dev if" + index(play, SECOND) + " vf 1 vlan 100 qos 3");
        play.ip("link set dev if" + index(play, SECOND) + " vf 2 trust on");
        play.vfnet("persist");
        String first = PortState.of(play, FIRST);
        String second = PortState.of(play, SECOND);
        play.machine().reboot();
        assertEquals(0, play.count(FIRST) + play.count(SECOND));
        Outcome outcome = play.vfnet("apply");
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals(first, PortState.of(play, FIRST));
        assertEquals(second, PortState.of(play, SECOND));
        assertTrue(outcome.out().contains("Done. enp1s0f1 (0000:01:00.1) has 4 VFs, as saved."), outcome.out());
        assertEquals(0, play.vfnet("apply", "--dry-run").status(), "a second time nothing would change");
    }

    private static int index(SimulatedHost play, String pf) {
        return play.pf(pf).ports().getFirst().networkInterface().index().value().orElseThrow();
    }

    @Test
    void aDryRunTellsThatSomethingWouldChangeAndTouchesNothing() {
        SimulatedHost play = saved("x550", "persist enp1s0f1 4");
        Outcome outcome = play.vfnet("apply", "--dry-run");
        assertEquals(6, outcome.status(), outcome.err());
        assertTrue(outcome.out().contains("create 4 VFs on " + SECOND), outcome.out());
        assertEquals(0, writes(play));
    }

    @Test
    void onlyTheNamedPortsAreBroughtThere() {
        SimulatedHost play = saved("x550", "persist enp1s0f0 5", "persist enp1s0f1 4");
        assertEquals(0, play.vfnet("apply", "enp1s0f1").status());
        assertEquals(3, play.count(FIRST));
        assertEquals(4, play.count(SECOND));
    }

    @Test
    void nothingSavedIsNothingToDo() {
        SimulatedHost play = SimulatedHost.on("x550");
        Outcome outcome = play.vfnet("apply");
        assertEquals(0, outcome.status());
        assertTrue(outcome.out().contains("Nothing is saved"), outcome.out());
    }

    @Test
    void aPortThatFailsStopsNoOther() {
        SimulatedHost play = saved("x550", "persist enp1s0f0 5", "persist enp1s0f1 4");
        Configured.change(play, "d0:50:99:e1:a4:10", "d0:50:99:e1:a4:77");
        Outcome outcome = play.vfnet("apply");
        assertEquals(3, outcome.status(), outcome.err());
        assertTrue(
                outcome.err().contains("d0:50:99:e1:a4:77") && outcome.err().contains("has d0:50:99:e1:a4:10"),
                outcome.err());
        assertEquals(3, play.count(FIRST));
        assertEquals(4, play.count(SECOND));
    }

    @Test
    void aVfOfARunningVmIsNotTaken() {
        SimulatedHost play = saved("x550", "persist enp1s0f0 5");
        play.machine().attach("enp1s0f0", 0, "router");
        Outcome outcome = play.vfnet("apply");
        assertEquals(5, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("router"), outcome.err());
        assertEquals(3, play.count(FIRST));
        assertEquals(0, play.vfnet("apply", "--force", "--timeout", "5").status() == 0 ? 1 : 0, "the VM blocks it");
    }

    /** Another slot, and another name: the port is identified by its permanent address. */
    @Test
    void aCardThatMovedIsFound() {
        SimulatedHost play = saved("x550", "persist enp1s0f1 4");
        Configured.change(play, SECOND, "0000:41:00.1");
        Configured.change(play, "enp1s0f1", "enp65s0f1");
        assertEquals(0, play.vfnet("apply").status());
        assertEquals(4, play.count(SECOND));
    }

    /** VFs of a module's parameter: their number cannot be changed, their addresses can, on each port. */
    @Test
    void bothPortsOfAConnectX3GetTheirAddresses() {
        SimulatedHost play = saved("connectx3", "persist");
        Configured.change(play, "02:c9:03:10:01:01", "02:c9:03:10:09:01");
        Configured.change(play, "02:c9:03:10:02:00", "02:c9:03:10:09:02");
        Outcome outcome = play.vfnet("apply");
        assertEquals(0, outcome.status(), outcome.toString());
        String list = play.vfnet("list", "--no-header", "-o", "parent_interface,vf_index,admin_mac_address")
                .out();
        assertTrue(list.matches("(?s).*enp4s0 +1 +02:c9:03:10:09:01.*enp4s0d1 +0 +02:c9:03:10:09:02.*"), list);
        assertTrue(list.matches("(?s).*enp4s0 +0 +02:c9:03:10:01:00.*"), list);
    }

    @Test
    void anotherNumberOnAConnectX3IsRefusedWithTheLineToWrite() {
        SimulatedHost play = saved("connectx3", "persist");
        Configured.change(play, "\"vf_count\": 4", "\"vf_count\": 6");
        Outcome outcome = play.vfnet("apply");
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains("options mlx4_core num_vfs=0,0,6"), outcome.err());
        assertEquals(0, writes(play));
    }

    @Test
    void entriesWithAnErrorAreNamedAndTheOthersApplied() {
        SimulatedHost play = saved("x550", "persist enp1s0f0 5", "persist enp1s0f1 4");
        Configured.change(play, "\"vf_count\": 5", "\"vf_count\": \"five\"");
        Outcome outcome = play.vfnet("apply");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("(/ports/0/vf_count): must be a whole number"), outcome.err());
        assertEquals(3, play.count(FIRST));
        assertEquals(4, play.count(SECOND));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apply nosuch | 2 | is not saved",
                "apply enp1s0f0 | 2 | is not saved",
                "apply --timeout 0 | 2 | 1 to 3600"
            })
    void wrongWordsAreExplained(String words, int status, String said) {
        SimulatedHost play = saved("x550", "persist enp1s0f1 4");
        Outcome outcome = play.vfnet(words.split(" "));
        assertEquals(status, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains(said), outcome.err());
        assertEquals(0, writes(play));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unchanged | false | 0 | persist | - | apply --json",
                "done | true | 0 | persist enp1s0f1 4 | - | apply --json",
                "planned | false | 6 | persist enp1s0f1 4 | - | apply --json --dry-run",
                "failed | false | 1 | persist enp1s0f1 4 | create ENOMEM | apply --json",
                "partly | true | 3 | persist enp1s0f1 4 | remove hang | apply --json --timeout 1",
                "unchanged | false | 0 | mac enp1s0f1 | - | apply --json"
            })
    void everyResultFitsItsSchema(
            String result, boolean changed, int status, String before, String fault, String command) {
        SimulatedHost play = saved("x550", before);
        if (fault.startsWith("remove")) {
            play.vfnet("set", "enp1s0f1", "1");
        }
        if (!fault.equals("-")) {
            play.machine().arm(Fault.parse(fault).orElseThrow());
        }
        Outcome outcome = play.vfnet(command.split(" "));
        JsonNode document = JSON.readTree(outcome.out());
        assertEquals(List.of(), Schemas.complaints("apply", document), outcome.out());
        assertEquals(result, document.get("result").asString(), outcome.toString());
        assertEquals(changed, document.get("changed").asBoolean());
        assertEquals(status, outcome.status(), outcome.err());
    }

    @Test
    void aDocumentThatLacksAFieldDoesNotFit() {
        JsonNode document =
                JSON.readTree(saved("x550", "persist").vfnet("apply", "--json").out());
        ((tools.jackson.databind.node.ObjectNode) document.get("ports").get(0)).remove("failure");
        assertFalse(Schemas.complaints("apply", document).isEmpty());
    }
}
