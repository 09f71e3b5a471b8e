// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** A PF whose interface is in another network namespace is managed there; one that nobody can reach is refused. */
class PortElsewhereTest {
    private static final String PF = "0000:01:00.0";
    private static final String BACK = "ip -n tenant-a link set dev enp1s0f0 netns 1";
    private static final String PLACE = "/run/netns/tenant-a";

    /** Three VFs, all saved; then the PF is moved. */
    private static SimulatedHost moved() {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, play.vfnet("persist").status());
        play.machine().moveToNamespace("enp1s0f0", "tenant-a");
        return play;
    }

    /** Moved, and the name of the namespace is gone: no process, no mount, nothing leads there. */
    private static SimulatedHost lost() {
        SimulatedHost play = moved();
        Tree.delete(play.at(PLACE));
        return play;
    }

    private static Outcome run(SimulatedHost play, int status, String words) {
        Outcome outcome = play.vfnet(words.split(" "));
        assertEquals(status, outcome.status(), outcome.toString());
        return outcome;
    }

    private static List<String> vfs(SimulatedHost play) {
        return run(play, 0, "list --no-header -o vf_index,admin_mac_address,vlan,trust,interface")
                .out()
                .lines()
                .map(line -> line.replaceAll(" +", " ").strip())
                .filter(line -> line.matches("\\d .*"))
                .toList();
    }

    @Test
    void vfsAreCreatedAndConfiguredInItsNamespace() {
        SimulatedHost play = moved();
        Outcome outcome = run(play, 0, "set " + PF + " 5");
        assertEquals("", outcome.err());
        assertFalse(outcome.out().contains("cannot be set"), outcome.out());
        List<String> vfs = vfs(play);
        assertEquals(5, vfs.size(), vfs.toString());
        assertTrue(vfs.getFirst().startsWith("0 ca:e1:e1:a0:e6:0f "), vfs.toString());
        assertTrue(
                vfs.getLast().matches("4 ([0-9a-f]{2}:){5}[0-9a-f]{2} None off enp1s0f0v4"),
                "its interface appears here: " + vfs);
        assertTrue(
                play.machine().performed().stream().anyMatch(operation -> operation.call() == KernelCall.MAC),
                "through ip in the namespace");
    }

    /** The same address that it would get here: the port is known by its permanent address. */
    @Test
    void aNewVfGetsTheAddressThatItWouldGetHere() {
        SimulatedHost here = SimulatedHost.on("x550");
        run(here, 0, "set enp1s0f0 4");
        SimulatedHost there = moved();
        run(there, 0, "set " + PF + " 4");
        assertEquals(vfs(here).getLast().split(" ")[1], vfs(there).getLast().split(" ")[1]);
    }

    @Test
    void singleVfsAreConfiguredThere() {
        SimulatedHost play = moved();
        run(play, 0, "vf " + PF + " 0 --vlan 5 --trust on");
        assertTrue(
                vfs(play).getFirst().startsWith("0 ca:e1:e1:a0:e6:0f 5 on "),
                vfs(play).toString());
    }

    @Test
    void removingVfsWorksToo() {
        SimulatedHost play = moved();
        run(play, 0, "set " + PF + " 0");
        assertEquals(0, play.count(PF));
    }

    @Test
    void listShowAndDiffSayWhereItIs() {
        SimulatedHost play = moved();
        String list = run(play, 0, "list --no-header -o pci_address,interface,vf_index,vlan")
                .out()
                .replaceAll(" +", " ");
        assertTrue(list.contains(PF + " enp1s0f0@tenant-a"), list);
        assertTrue(list.contains("\n0000:02:10.0 enp1s0f0v0 0 None"), list);
        Outcome shown = run(play, 0, "show " + PF);
        assertTrue(shown.out().contains("enp1s0f0 in network namespace tenant-a; back: " + BACK), shown.out());
        assertTrue(shown.out().contains("In Use By      network namespace tenant-a"), shown.out());
        run(play, 0, "diff --check " + PF);
        String json = run(play, 0, "list --json").out();
        assertTrue(
                json.contains("\"elsewhere\":{\"interface\":\"enp1s0f0\",\"namespace\":\"tenant-a\",\"pid\":null,"
                        + "\"file\":\"" + PLACE + "\","),
                json);
    }

    @Test
    void whatItHasIsSaved() {
        SimulatedHost play = moved();
        run(play, 0, "vf " + PF + " 0 --vlan 5");
        assertEquals(6, play.vfnet("diff", "--check").status());
        run(play, 0, "persist " + PF);
        String saved = Tree.text(Configured.file(play)).orElseThrow();
        assertTrue(saved.contains("\"interface\": \"enp1s0f0\"") && saved.contains("\"id\": 5"), saved);
        run(play, 0, "diff --check");
    }

    @Test
    void bootRestoresItThere() {
        SimulatedHost play = moved();
        List<String> before = vfs(play);
        play.numvfs(PF, 0);
        run(play, 0, "boot");
        assertEquals(
                before.stream().map(vf -> vf.substring(0, 19)).toList(),
                vfs(play).stream().map(vf -> vf.substring(0, 19)).toList());
        int performed = play.machine().performed().size();
        run(play, 0, "boot");
        assertEquals(performed, play.machine().performed().size(), "a second run changes nothing");
    }

    @Test
    void macPrintsTheAddressesOfItsVfs() {
        String here =
                run(SimulatedHost.on("x550"), 0, "mac enp1s0f0 5 --no-header").out();
        assertEquals(here, run(moved(), 0, "mac " + PF + " 5 --no-header").out().replace("saved", "live"));
    }

    @Test
    void theAddressesOfVersion01AreThoseOfPortsHere() {
        Outcome outcome = run(moved(), 1, "mac " + PF + " 2 --scheme 0.1");
        assertTrue(outcome.err().contains("vfnet 0.1 computed no addresses for such a port"), outcome.err());
    }

    /** Its driver gives VFs no addresses while the port is down, and vfnet takes up no interface of somebody else. */
    @Test
    void aPortThatIsDownThereIsRefusedWithTheCommand() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.ip("link set dev if2 down");
        play.machine().moveToNamespace("enp1s0f0", "tenant-a");
        Outcome outcome = run(play, 1, "set " + PF + " 5");
        assertTrue(outcome.err().contains("ip -n tenant-a link set dev enp1s0f0 up"), outcome.err());
        assertEquals(3, play.count(PF));
    }

    /** An interface of the same name and number may be in this namespace. */
    @Test
    void nothingIsSetOnWhatHasItsNumberHere() {
        SimulatedHost play = moved();
        run(play, 0, "set " + PF + " 2");
        assertEquals(0, play.count("0000:01:00.1"));
        assertTrue(
                play.machine().performed().stream().noneMatch(operation -> operation.call() == KernelCall.RAISE),
                play.machine().performed().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"set 0000:01:00.0 5", "vf 0000:01:00.0 0 --vlan 5", "persist 0000:01:00.0", "mac 0000:01:00.0"})
    void oneThatNobodyCanReachIsRefusedWithTheCause(String words) {
        SimulatedHost play = lost();
        String before = Tree.text(Configured.file(play)).orElseThrow();
        Outcome outcome = play.vfnet(words.split(" "));
        assertTrue(outcome.status() != 0, outcome.toString());
        assertTrue(
                outcome.err().contains("in another network namespace")
                        && outcome.err()
                                .contains("network namespaces: cannot be looked for, for /proc/1 cannot be read"),
                outcome.err());
        assertEquals(before, Tree.text(Configured.file(play)).orElseThrow());
        assertFalse(outcome.out().contains("as wanted"), outcome.out());
    }

    /** Of a lost one nothing is known, and unknown is not the same as free or as saved. */
    @Test
    void whatCannotBeSeenIsNotSaidToBeAsSaved() {
        SimulatedHost play = lost();
        String list =
                play.vfnet("list", "--no-header", "-o", "vf_index,vlan").out().replaceAll(" +", " ");
        assertTrue(list.startsWith("0 ?"), list);
        assertEquals(6, play.vfnet("diff", "--check").status());
        play.numvfs(PF, 0);
        Outcome boot = play.vfnet("boot");
        assertTrue(boot.status() != 0 && boot.err().contains("is in another network namespace"), boot.toString());
        assertEquals(0, play.count(PF));
    }

    /** One that could not be looked into may have it. */
    @Test
    void aNamespaceThatCannotBeEnteredIsNamedAsTheCause() {
        SimulatedHost play = moved();
        play.machine().closeNamespace("tenant-a");
        Outcome outcome = run(play, 1, "set " + PF + " 5");
        assertTrue(outcome.err().contains("network namespaces: "), outcome.err());
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
