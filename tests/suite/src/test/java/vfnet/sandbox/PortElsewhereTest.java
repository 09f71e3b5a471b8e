// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/**
 * A PF whose interface is in another network namespace: its number of VFs works from here, its VFs' settings do not.
 */
class PortElsewhereTest {
    private static final String PF = "0000:01:00.0";
    private static final String BACK = "ip -n tenant-a link set dev enp1s0f0 netns 1";

    /** Three VFs, all saved; then the PF is moved. */
    private static SimulatedHost moved() {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, play.vfnet("persist").status());
        play.machine().moveToNamespace("enp1s0f0", "tenant-a");
        return play;
    }

    private static Outcome run(SimulatedHost play, int status, String words) {
        Outcome outcome = play.vfnet(words.split(" "));
        assertEquals(status, outcome.status(), outcome.toString());
        return outcome;
    }

    @Test
    void whatNeedsItsInterfaceIsRefusedWithTheWayBack() {
        SimulatedHost play = moved();
        for (String words : List.of(
                "set " + PF + " 5",
                "vf " + PF + " 0 --vlan 5",
                "set " + PF + " 5 --dry-run",
                "vf " + PF + " 0 --trust on --dry-run")) {
            Outcome outcome = run(play, 1, words);
            assertTrue(
                    outcome.err().contains("its interface enp1s0f0 is in network namespace tenant-a")
                            && outcome.err().contains(BACK),
                    outcome.err());
            assertFalse(outcome.out().contains("as wanted"), outcome.out());
        }
        assertEquals(List.of(), play.machine().performed());
        assertEquals(3, play.count(PF));
    }

    @Test
    void removingVfsNeedsNoInterface() {
        SimulatedHost play = moved();
        run(play, 0, "set " + PF + " 0");
        assertEquals(0, play.count(PF));
    }

    @Test
    void listShowAndDiffSayWhereItIs() {
        SimulatedHost play = moved();
        String list = play.vfnet("list", "--no-header", "-o", "pci_address,configured_vfs,vf_index,vlan")
                .out()
                .replaceAll(" +", " ");
        assertTrue(list.contains(PF + " 3/"), list);
        assertTrue(list.contains("\n0000:02:10.0 0 ?"), list);
        Outcome shown = run(play, 0, "show " + PF);
        assertTrue(shown.out().contains("enp1s0f0 in network namespace tenant-a; back: " + BACK), shown.out());
        assertTrue(shown.out().contains("In Use By      network namespace tenant-a"), shown.out());
        Outcome diff = run(play, 6, "diff --check");
        assertTrue(
                diff.out()
                        .contains("cannot be compared: addresses and settings of VFs 0-2 cannot be read: its "
                                + "interface is in "
                                + "network namespace tenant-a"),
                diff.out());
        assertFalse(diff.out().contains("never saved\n  " + PF) || diff.out().contains("is not there"), diff.out());
    }

    @Test
    void whatIsSavedStays() {
        SimulatedHost play = moved();
        String before = Tree.text(Configured.file(play)).orElseThrow();
        Outcome outcome = run(play, 1, "persist " + PF);
        assertTrue(
                outcome.err().contains("cannot be saved: its interface is in network namespace tenant-a"),
                outcome.err());
        assertEquals(before, Tree.text(Configured.file(play)).orElseThrow());
    }

    @Test
    void bootAndApplyRefuseWhatTheyCannotSet() {
        SimulatedHost play = moved();
        play.numvfs(PF, 0);
        Outcome outcome = play.vfnet("boot");
        assertTrue(
                outcome.status() != 0 && outcome.err().contains("is in network namespace tenant-a"),
                outcome.toString());
        assertEquals(0, play.count(PF));
    }

    /**
     * Unknown counts as different: also where the PF is here and its driver, or ip, does not report its VFs' settings.
     */
    @Test
    void settingsThatNobodyReportsAreNotAsWanted() {
        SimulatedHost play =
                SimulatedHost.of(Machines.text("x550").replace("vfinfo_list", "vfinfo_list_of_another_ip"));
        Outcome outcome = play.vfnet("vf", "enp1s0f0", "0", "--vlan", "5");
        assertTrue(outcome.status() == 1 || outcome.status() == 3, outcome.toString());
        assertTrue(
                play.machine().performed().stream().anyMatch(operation -> operation.call() == KernelCall.VLAN),
                outcome.toString());
        assertFalse(
                outcome.out().contains("nothing was changed") || outcome.err().contains("all changes were rolled back"),
                outcome.toString());
        Outcome same = run(play, 0, "set enp1s0f0 3");
        assertTrue(same.out().contains("it is unknown whether they are in the desired state"), same.out());
        assertFalse(same.out().contains("Already as requested"), same.out());
    }
}
