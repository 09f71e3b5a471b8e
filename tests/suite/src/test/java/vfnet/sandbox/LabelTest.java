// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import vfnet.suite.Outcome;

/** What {@code vfnet vf} saves, and labels that stand for VFs. */
class LabelTest {

    private static Outcome run(SimulatedHost play, int status, String words) {
        Outcome outcome = play.vfnet(words.split(" "));
        assertEquals(status, outcome.status(), outcome.toString());
        return outcome;
    }

    @Test
    void persistSavesWhatWasSetAndNothingElse() {
        SimulatedHost play = SimulatedHost.on("x550");
        run(play, 0, "persist");
        String before = Configured.text(play);
        run(play, 0, "vf enp1s0f0 1 --vlan 100 --trust on --mac 02:aa:00:00:00:07 --persist");
        String after = Configured.text(play);
        assertTrue(after.contains("\"02:aa:00:00:00:07\"") && after.contains("\"id\": 100"), after);
        assertEquals(
                before.lines()
                        .filter(line -> line.contains("mac_address") && !line.contains("5a:a4:56:4c:ff:58"))
                        .toList(),
                after.lines()
                        .filter(line -> line.contains("mac_address") && !line.contains("02:aa:00:00:00:07"))
                        .toList());
        assertEquals(0, run(play, 0, "apply --dry-run").status());
    }

    @Test
    void withoutPersistTheFileStaysAndDiffShowsIt() {
        SimulatedHost play = SimulatedHost.on("x550");
        run(play, 0, "persist");
        String before = Configured.text(play);
        run(play, 0, "vf enp1s0f0 1 --vlan 100");
        assertEquals(before, Configured.text(play));
        assertTrue(run(play, 6, "diff --check").out().contains("~   VF 1  vlan 100 -> none"));
    }

    @Test
    void aLabelStandsForItsVf() {
        SimulatedHost play = SimulatedHost.on("x550");
        run(play, 0, "persist");
        Outcome labelled = run(play, 0, "vf enp1s0f0 1 --label opnsense-wan");
        assertTrue(labelled.out().contains("VF 1  label - -> opnsense-wan"), labelled.out());
        run(play, 0, "vf opnsense-wan --max-rate 1000");
        String list = run(play, 0, "list --no-header -o vf_index,label,max_tx_rate opnsense-wan")
                .out()
                .replaceAll(" +", " ");
        assertTrue(list.contains("1 opnsense-wan 1000"), list);
        assertFalse(list.contains("\n0 "), list);
        assertTrue(run(play, 0, "list --json").out().contains("\"label\":\"opnsense-wan\""));
        run(play, 0, "vf opnsense-wan --label none");
        run(play, 2, "vf opnsense-wan --trust on");
    }

    @Test
    void aLabelNeedsASavedPortAndIsGivenOnce() {
        SimulatedHost play = SimulatedHost.on("x550");
        assertTrue(run(play, 1, "vf enp1s0f0 0 --label wan").err().contains("add --persist"));
        run(play, 0, "vf enp1s0f0 0 --label wan --persist");
        assertTrue(run(play, 2, "vf enp1s0f0 1 --label wan").err().contains("is the label of VF 0 of enp1s0f0"));
        run(play, 0, "vf enp1s0f0 0 --label wan");
    }

    @Test
    void theLabelOfAVfThatIsGoneSaysSo() {
        SimulatedHost play = SimulatedHost.on("x550");
        run(play, 0, "vf enp1s0f0 1 --label wan --persist");
        run(play, 0, "set enp1s0f0 0");
        assertTrue(run(play, 2, "vf wan --trust on").err().contains("which is not there now; vfnet apply creates"));
    }

    @Test
    void whatCannotBeSavedIsRefusedBeforeAnythingIsSet() {
        SimulatedHost play = SimulatedHost.on("x550");
        run(play, 0, "persist enp1s0f0 1");
        run(play, 1, "vf enp1s0f0 2 --vlan 5 --persist");
        Configured.write(play, "{");
        run(play, 1, "vf enp1s0f0 0 --vlan 5 --persist");
        assertEquals(0, play.machine().performed().size());
    }
}
