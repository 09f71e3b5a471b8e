// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;

/** {@code vfnet vf}: settings of single VFs. */
class VfCommandTest {
    private static final String PF = "0000:01:00.0";
    private static final String COLUMNS =
            "vf_index,interface,admin_mac_address,vlan,spoof_check,trust,link_state,max_tx_rate,driver";

    private static String settings(SimulatedHost play, String port) {
        return play.vfnet("list", "--no-header", "-o", COLUMNS, port).out().replaceAll(" +", " ");
    }

    private static void run(SimulatedHost play, int status, String words) {
        Outcome outcome = play.vfnet(words.split(" "));
        assertEquals(status, outcome.status(), outcome.toString());
    }

    private static List<String> calls(SimulatedHost play) {
        return play.machine().performed().stream()
                .map(operation -> operation.call().word())
                .toList();
    }

    @Test
    void onlyTheNamedVfsChangeAndNoneLosesItsDriver() {
        SimulatedHost play = SimulatedHost.on("x550");
        String before = settings(play, "enp1s0f0");
        run(play, 0, "vf enp1s0f0 0-1 --vlan 100:3 --trust on --spoof-check off --max-rate 500 --link-state disable");
        String after = settings(play, "enp1s0f0");
        assertTrue(after.contains("\n0 enp1s0f0v0 ca:e1:e1:a0:e6:0f 100 off on disable 500 ixgbevf"), after);
        assertTrue(after.contains("\n1 enp1s0f0v1 5a:a4:56:4c:ff:58 100 off on disable 500 ixgbevf"), after);
        assertEquals(before.lines().toList().getLast(), after.lines().toList().getLast(), "VF 2 is as it was");
        assertFalse(
                calls(play).contains("unbind") || calls(play).contains("create"),
                calls(play).toString());
    }

    @Test
    void anAddressByHandRebindsThatVfAlone() {
        SimulatedHost play = SimulatedHost.on("x550");
        run(play, 0, "vf enp1s0f0v1 --mac 02:aa:00:00:00:07");
        assertTrue(
                settings(play, "enp1s0f0").contains("\n1 enp1s0f0v1 02:aa:00:00:00:07 "), settings(play, "enp1s0f0"));
        assertEquals(1, calls(play).stream().filter("unbind"::equals).count());
        assertEquals(
                "02:aa:00:00:00:07",
                play.pf(PF)
                        .virtualFunctions()
                        .get(1)
                        .interfaces()
                        .getFirst()
                        .address()
                        .value()
                        .orElseThrow()
                        .toString());
    }

    @Test
    void autoGivesTheForetoldAddress() {
        SimulatedHost play = SimulatedHost.on("x550");
        run(play, 0, "set enp1s0f1 2");
        String foretold = settings(play, "enp1s0f1");
        run(play, 0, "vf enp1s0f1 0 --mac 02:aa:00:00:00:07");
        run(play, 0, "vf enp1s0f1 0-1 --mac auto");
        assertEquals(foretold, settings(play, "enp1s0f1"));
    }

    @Test
    void aVfThatAVmHasKeepsItsAddressAndDriverButTakesSettings() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.machine().attach("enp1s0f0", 0, "router");
        run(play, 5, "vf enp1s0f0 0 --mac auto");
        run(play, 5, "vf enp1s0f0 0 --driver none");
        run(play, 0, "vf enp1s0f0 0 --vlan 7 --trust on");
        assertTrue(settings(play, "enp1s0f0").contains(" 7 on on auto "), settings(play, "enp1s0f0"));
    }

    @Test
    void driversAreChosenVfByVf() {
        SimulatedHost play = SimulatedHost.on("x550");
        run(play, 0, "vf enp1s0f0 0 --driver vfio-pci");
        run(play, 0, "vf enp1s0f0 1 --driver none");
        run(play, 0, "vf enp1s0f0 2 --driver auto");
        String after = settings(play, "enp1s0f0");
        assertTrue(after.matches("(?s).*\n0 None .* vfio-pci *\n1 None .* None *\n2 enp1s0f0v2 .* ixgbevf *\n"), after);
    }

    @Test
    void whatIsRefusedByTheDriverIsRolledBackAsOne() {
        SimulatedHost play = SimulatedHost.on("x550");
        String before = settings(play, "enp1s0f0");
        play.machine().arm(Fault.parse("every trust EPERM").orElseThrow());
        run(play, 1, "vf enp1s0f0 0-1 --vlan 100 --trust on");
        play.machine().disarm();
        assertEquals(before, settings(play, "enp1s0f0"));
    }

    /** ndo_set_vf_* of each driver, from the kernel's source. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "igb-k61-4vfs | vf eth0 0 --min-rate 10 | cannot guarantee a minimum rate",
                        "igb-k61-4vfs | vf eth0 0 --link-state enable | no link state",
                "igb-k61-4vfs | vf eth0 0 --vlan 5:0:802.1ad | only 802.1Q",
                        "x550 | vf enp1s0f0 0 --min-rate 10 | cannot guarantee a minimum rate",
                "x550 | vf enp1s0f0 0 --link-state enable | cannot force a VF's link up",
                        "connectx3 | vf enp4s0 0 --trust on | no trust"
            })
    void whatADriverCannotIsRefusedBeforeAWrite(String machine, String words, String said) {
        SimulatedHost play = SimulatedHost.on(machine);
        Outcome outcome = play.vfnet(words.split(" "));
        assertEquals(2, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains(said), outcome.err());
        assertEquals(List.of(), calls(play));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--vlan 4095 | 1 to 4094",
                "--vlan 0 | 1 to 4094",
                "--vlan 5:8 | 0 to 7",
                "--vlan 5:0:802.1x | 802.1ad",
                "--vlan x | ID[:QOS",
                "--max-rate 10001 | allowed is 0 to 10000",
                "--max-rate -1 | whole number",
                "--max-rate 1.5 | whole number",
                "--mac 01:00:5e:00:00:01 | unicast",
                "--mac 00:00:00:00:00:00 | other than zero",
                "--mac nonsense | unicast",
                "--mac 5a:a4:56:4c:ff:58 | is taken",
                "--mac d0:50:99:e1:a4:11 | is taken",
                "--trust maybe | on or off",
                "--link-state up | auto, enable or disable",
                "--driver igb | auto, vfio-pci or none",
                "--label a/b | letters, digits",
                "--label enp1s0f1 | name of an interface",
                "--label 1a | the first one a letter",
                "--timeout 5 | say what to set"
            })
    void everyBadValueIsAnsweredWithWhatIsAllowed(String option, String allowed) {
        SimulatedHost play = SimulatedHost.on("x550");
        List<String> words = new java.util.ArrayList<>(List.of("vf", "enp1s0f0", "0"));
        String[] parts = option.split(" ", 2);
        words.add(parts[1].startsWith("-") ? parts[0] + "=" + parts[1] : parts[0]);
        if (!parts[1].startsWith("-")) {
            words.add(parts[1]);
        }
        Outcome outcome = play.vfnet(words.toArray(String[]::new));
        assertEquals(2, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains(allowed), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertEquals(List.of(), calls(play));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | VFs 0 to 2",
                "0-3 | VFs 0 to 2",
                "2-1 | VFs 0 to 2",
                "'' | VFs 0 to 2",
                "0, | VFs 0 to 2",
                "x | VFs 0 to 2",
                "-1 | VFs 0 to 2",
                "0-1-2 | VFs 0 to 2"
            })
    void anIndexThatIsNotThereIsAnsweredWithThoseThatAre(String range, String there) {
        SimulatedHost play = SimulatedHost.on("x550");
        Outcome outcome = play.vfnet("vf", "--trust", "on", "--", "enp1s0f0", range);
        assertEquals(2, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains(there), outcome.err());
        assertEquals(List.of(), calls(play));
    }

    @Test
    void severalVfsCannotShareAnAddressOrALabel() {
        SimulatedHost play = SimulatedHost.on("x550");
        run(play, 2, "vf enp1s0f0 0-1 --mac 02:aa:00:00:00:07");
        run(play, 2, "vf enp1s0f0 0-1 --label twins --persist");
        run(play, 2, "vf enp1s0f0 --trust on");
        run(play, 2, "vf enp1s0f0v0 1 --trust on");
    }

    @Test
    void aDryRunShowsThePlanAndWritesNothing() {
        SimulatedHost play = SimulatedHost.on("x550");
        Outcome outcome = play.vfnet("vf", "enp1s0f0", "0", "--vlan", "5", "--persist", "--dry-run");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(
                outcome.out().contains("set addresses and settings of VF 0")
                        && outcome.out().contains("nothing was saved"),
                outcome.out());
        assertEquals(List.of(), calls(play));
        assertFalse(Tree.exists(Configured.file(play)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "done | vf enp1s0f0 0 --vlan 5",
                "unchanged | vf enp1s0f0 0 --vlan none",
                "planned | vf enp1s0f0 0 --vlan 5 --dry-run",
                "done | vf enp1s0f0 1 --vlan 5 --persist --label a"
            })
    void everyResultFitsItsSchema(String result, String words) {
        var document = new JsonMapper()
                .readTree(SimulatedHost.on("x550")
                        .vfnet((words + " --json").split(" "))
                        .out());
        assertEquals(List.of(), Schemas.complaints("vf", document));
        assertEquals(result, document.get("result").asString());
    }
}
