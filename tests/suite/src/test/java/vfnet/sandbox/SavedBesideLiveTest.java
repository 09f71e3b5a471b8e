// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Outcome;

/**
 * How the other commands use a saved configuration: list compares, set and mac use saved addresses, capture copies it.
 */
class SavedBesideLiveTest {
    private static final String PF = "0000:01:00.0";
    private static final String SECOND = "0000:01:00.1";

    private static SimulatedHost saved(String... persist) {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, play.vfnet(persist).status());
        return play;
    }

    private static JsonNode list(SimulatedHost play) {
        JsonNode document = ListSchema.read(play.vfnet("list", "--json").out());
        assertEquals(List.of(), ListSchema.complaints(document));
        return document;
    }

    private static void ip(SimulatedHost play, String pf, String words) {
        String index = "if"
                + play.pf(pf)
                        .ports()
                        .getFirst()
                        .networkInterface()
                        .index()
                        .value()
                        .orElseThrow();
        assertEquals(SimulatedHost.ACCEPTED, play.ip("link set dev " + index + " " + words));
    }

    @Test
    void whereLiveAndSavedAgreeNothingIsTold() {
        SimulatedHost play = saved("persist");
        assertTrue(play.vfnet("list").out().contains("  3/63        3/63 ")
                && play.vfnet("list").out().contains("  0/63        0/63 "));
        JsonNode list = list(play);
        assertEquals(
                "[3, 0]",
                list.get("physical_functions")
                        .valueStream()
                        .map(pf -> pf.get("configured_vfs"))
                        .toList()
                        .toString());
        list.get("physical_functions")
                .forEach(pf -> assertEquals("[]", pf.get("saved_differences").toString()));
        list.get("virtual_functions")
                .forEach(vf -> assertEquals("[]", vf.get("saved_differences").toString()));
    }

    @Test
    void whatWasChangedSinceIsTold() {
        SimulatedHost play = saved("persist");
        ip(play, PF, "vf 1 vlan 100 qos 3");
        ip(play, PF, "vf 1 trust on");
        ip(play, PF, "vf 0 mac 02:00:00:00:00:99");
        JsonNode vfs = list(play).get("virtual_functions");
        assertEquals(
                "[{\"field\":\"mac_address\",\"live\":\"02:00:00:00:00:99\",\"saved\":\"ca:e1:e1:a0:e6:0f\"}]",
                vfs.get(0).get("saved_differences").toString());
        assertEquals(
                "[{\"field\":\"vlan\",\"live\":\"100:3\",\"saved\":\"none\"},{\"field\":\"trust\",\"live\":\"on\","
                        + "\"saved\":\"off\"}]",
                vfs.get(1).get("saved_differences").toString());
        assertEquals("[]", vfs.get(2).get("saved_differences").toString());
        assertTrue(
                play.vfnet("list", "--wide").out().contains("vlan 100:3 -> none, trust on -> off"),
                play.vfnet("list", "--wide").out());
    }

    @Test
    void anotherNumberAndAnotherDriverAreTold() {
        SimulatedHost play = saved("persist", "enp1s0f0");
        assertEquals(0, play.vfnet("persist", "enp1s0f1", "2").status());
        assertEquals(
                0, play.vfnet("set", "enp1s0f1", "1", "--driver", "vfio-pci").status());
        JsonNode list = list(play);
        assertEquals(
                "[{\"field\":\"vf_count\",\"live\":\"1\",\"saved\":\"2\"}]",
                list.at("/physical_functions/1/saved_differences").toString());
        assertTrue(play.vfnet("list", "-o", "interface,saved_differences").out().contains("vf_count 1 -> 2"));
    }

    @Test
    void whatIsNotSavedDiffersFromNothing() {
        SimulatedHost play = saved("persist", "enp1s0f1");
        JsonNode list = list(play);
        assertTrue(list.at("/physical_functions/0/saved_differences").isNull());
        assertTrue(list.at("/physical_functions/0/configured_vfs").isNull());
        assertTrue(list.at("/virtual_functions/0/saved_differences").isNull());
    }

    @Test
    void aFileThatCannotBeReadIsSaidAndNotTakenForNothing() {
        SimulatedHost play = saved("persist");
        new SavedFile(play).write(new SavedFile(play).text().replace("\"version\": 1", "\"version\": 2"));
        Outcome outcome = play.vfnet("list");
        assertEquals(0, outcome.status());
        assertTrue(
                outcome.err().contains("config.json: is of version 2")
                        && outcome.out().contains("  3/63        ?    "),
                outcome.toString());
    }

    @Test
    void aFlawIsSaidAndTheSoundEntriesAreShown() {
        SimulatedHost play = saved("persist");
        new SavedFile(play).write(new SavedFile(play).text().replaceFirst("\"vf_count\": 3", "\"vf_count\": 70000"));
        Outcome outcome = play.vfnet("list");
        assertEquals(0, outcome.status());
        assertTrue(
                outcome.err()
                        .startsWith(
                                "vfnet: warning: /machine/etc/vfnet/config.json, line 9 (/ports/0/vf_count): must be"),
                outcome.err());
        assertTrue(
                outcome.out().contains("  3/63        N/A ") && outcome.out().contains("  0/63        0/63 "),
                outcome.out());
    }

    /** Every new VF is as saved; existing ones are not changed. */
    @Test
    void setGivesANewVfWhatIsSavedForIt() {
        SimulatedHost play = saved("persist", "enp1s0f1", "3");
        SavedFile saved = new SavedFile(play);
        saved.edit("enp1s0f1", 1, "mac_address", "\"02:00:00:00:00:aa\"");
        saved.edit("enp1s0f1", 1, "vlan", "{\"id\": 7}");
        saved.edit("enp1s0f1", 2, "driver", "\"vfio-pci\"");
        String foretold = play.vfnet("mac", "enp1s0f1", "2", "--no-header").out();
        assertTrue(foretold.contains("02:00:00:00:00:aa  saved"), foretold);
        assertEquals(0, play.vfnet("set", "enp1s0f1", "4").status());
        String state = PortState.of(play, SECOND);
        assertTrue(state.contains("; 1 0000:02:10.3 02:00:00:00:00:aa Vlan[id=7"), state);
        assertTrue(state.contains("vfio-pci; 3 "), state);
        ip(play, SECOND, "vf 1 mac 02:00:00:00:00:bb");
        assertEquals(0, play.vfnet("set", "enp1s0f1", "3").status());
        assertTrue(PortState.of(play, SECOND).contains("02:00:00:00:00:bb"), "VF 1 keeps what was set on it since");
    }

    @Test
    void anAddressThatIsSavedElsewhereIsGivenToNobody() {
        SimulatedHost play = SimulatedHost.on("x550");
        String foretold =
                play.vfnet("mac", "enp1s0f1", "1", "--no-header").out().split(" +")[1];
        assertEquals(0, play.vfnet("persist", "enp1s0f0", "4").status());
        new SavedFile(play).edit("enp1s0f0", 3, "mac_address", "\"" + foretold + "\"");
        assertFalse(play.vfnet("mac", "enp1s0f1", "1").out().contains(foretold));
        assertTrue(play.vfnet("mac", "enp1s0f0", "4").out().contains(foretold));
    }

    /** With generated addresses in place of the owner's, and equal ones still equal: so the copy lists the same. */
    @Test
    void aCaptureCarriesWhatIsSaved(@TempDir Path folder) throws IOException {
        SimulatedHost play = saved("persist");
        ip(play, PF, "vf 1 trust on");
        Path file = folder.resolve("mine.machine");
        assertEquals(0, play.vfnet("capture", file.toString()).status());
        String text = Files.readString(file);
        assertTrue(text.contains("[file /etc/vfnet/config.json]\n| {"), text);
        for (String own : List.of("d0:50:99:e1:a4:10", "ca:e1:e1:a0:e6:0f", "1e:8c:31:6c:30:03")) {
            assertFalse(text.contains(own), own);
        }
        String columns = "interface,configured_vfs,vf_index,saved_differences";
        assertEquals(
                play.vfnet("list", "-o", columns).out(),
                Cli.run("--sysroot", file.toString(), "list", "-o", columns).out());
        assertEquals(
                6, Cli.run("--sysroot", file.toString(), "apply", "--dry-run").status());
    }

    /** Its errors are kept, too, since they may be what is examined. */
    @Test
    void aCaptureCarriesABrokenFileAsItIs(@TempDir Path folder) throws IOException {
        SimulatedHost play = saved("persist");
        String broken = new SavedFile(play).text().replace("\n", "\r\n").substring(0, 400) + "\u0007\u00e4";
        new SavedFile(play).write(broken);
        Path file = folder.resolve("mine.machine");
        assertEquals(
                0, play.vfnet("capture", "--keep-addresses", file.toString()).status());
        assertEquals(
                0,
                Cli.run(
                                "capture",
                                "--unpack",
                                file.toString(),
                                folder.resolve("m").toString())
                        .status());
        assertEquals(broken, Files.readString(folder.resolve("m/etc/vfnet/config.json")));
    }
}
