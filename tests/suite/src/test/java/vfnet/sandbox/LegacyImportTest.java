// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;

/** VFs that vfnet 0.1 configured and that do not exist: they get the addresses that it would have given them. */
class LegacyImportTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String VF_CONFIG = "/etc/vfnet/vf.config";

    private static Outcome imported(SimulatedHost play, String text) throws IOException {
        Files.createDirectories(play.at(VF_CONFIG).getParent());
        Files.writeString(play.at(VF_CONFIG), text);
        return play.vfnet("import", "--from", "vf.config");
    }

    private static List<String> generated(SimulatedHost play, String port, String count) {
        Outcome outcome = play.vfnet("mac", port, count, "--scheme", "0.1", "--no-header");
        assertEquals(0, outcome.status(), outcome.toString());
        return outcome.out().lines().map(line -> line.strip().split(" +")[1]).toList();
    }

    @Test
    void absentVfsGetTheAddressesOfThatTimeAndLiveOnesKeepTheirs() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        List<String> live = List.of("ca:e1:e1:a0:e6:0f", "5a:a4:56:4c:ff:58", "1e:8c:31:6c:30:03");
        String fourth = generated(play, "enp1s0f0", "4").getLast();
        String other = generated(play, "enp1s0f1", "1").getFirst();
        Outcome outcome = imported(play, "enp1s0f0:4\nenp1s0f1:1\n");
        assertEquals(0, outcome.status(), outcome.toString());
        SavedFile saved = new SavedFile(play);
        assertEquals(Stream.concat(live.stream(), Stream.of(fourth)).toList(), saved.fields("enp1s0f0", "mac_address"));
        assertEquals(List.of(other), saved.fields("enp1s0f1", "mac_address"));
        assertTrue(
                outcome.err()
                        .contains("line 1: enp1s0f0 (0000:01:00.0): VF 3 without an address: saved with those that "
                                + "vfnet 0.1 would give"),
                outcome.err());
        assertEquals(0, play.vfnet("apply").status());
        assertTrue(play.vfnet("list", "enp1s0f1").out().contains(other));
    }

    @Test
    void theOriginIsNamedAndTheDocumentFollowsItsSchema() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        JsonNode document = JSON.readTree(
                play.vfnet("mac", "enp1s0f1", "2", "--scheme=0.1", "--json").out());
        assertEquals(List.of(), Schemas.complaints("mac", document));
        assertEquals("vfnet-0.1", document.at("/addresses/1/origin").asString());
        assertEquals(0, document.get("problems").size());
    }

    /** The address of the port in a bond is that of the bond. */
    @Test
    void aPortWhoseAddressWasChangedIsDoubted() throws IOException {
        SimulatedHost play = SimulatedHost.on("bond");
        JsonNode pfs = JSON.readTree(play.vfnet("list", "--json").out()).get("physical_functions");
        String changed = "";
        for (JsonNode pf : pfs) {
            boolean differs = !pf.get("permanent_mac_address").isNull()
                    && !pf.get("permanent_mac_address").equals(pf.get("mac_address"));
            changed = differs && pf.get("can_vf").asBoolean()
                    ? pf.get("interface").asString()
                    : changed;
        }
        assertFalse(changed.isEmpty(), pfs.toString());
        Outcome outcome = play.vfnet("mac", changed, "1", "--scheme", "0.1");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("and not its permanent one"), outcome.err());
    }

    @Test
    void whatTakesSecondsIsAnnounced() throws IOException {
        Outcome outcome = imported(SimulatedHost.on("x550"), "enp1s0f1:8\n");
        assertTrue(
                outcome.err().startsWith("vfnet: computing 8 addresses of enp1s0f1 (0000:01:00.1) as vfnet 0.1 did"),
                outcome.err());
    }

    @Test
    void anotherSchemeIsNamed() {
        Outcome outcome = SimulatedHost.on("x550").vfnet("mac", "enp1s0f1", "1", "--scheme", "0.2");
        assertEquals(2, outcome.status(), outcome.toString());
        assertTrue(outcome.err().startsWith("vfnet: --scheme 0.2: it is 0.1"), outcome.err());
    }
}
