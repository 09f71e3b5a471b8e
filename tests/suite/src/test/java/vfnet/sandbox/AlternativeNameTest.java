// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.suite.Outcome;
import vfnet.system.IpQuery;

/** A port or VF may be named by an alternative name of its interface, as in ip (ip-link(8), altname). */
class AlternativeNameTest {
    /** As long as the kernel allows, and longer than any name of an interface. */
    private static final String LONG = "rack-17-unit-4-left-" + "x".repeat(107);

    /** The shipped machine, with further names for its interfaces. */
    private static SimulatedHost called(String networkInterface, String... names) {
        SimulatedHost play = SimulatedHost.on("x550");
        also(play, networkInterface, names);
        return play;
    }

    private static void also(SimulatedHost play, String networkInterface, String... names) {
        try (Simulation simulation = Simulation.of(play.machine().view().sysroot())) {
            simulation.answers().list(IpQuery.LINKS).forEach(link -> {
                if (link.path("ifname").asText().equals(networkInterface)) {
                    ArrayNode altnames = ((ObjectNode) link).putArray("altnames");
                    List.of(names).forEach(altnames::add);
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list %s",
                "show %s",
                "show %s --json",
                "mac %s",
                "set %s 4 --dry-run",
                "create %s 4 --dry-run",
                "vf %s 0 --vlan 5 --dry-run",
                "persist %s --dry-run",
                "persist %s 2 --dry-run",
                "doctor %s",
                "diff %s"
            })
    void aPortHasItWhereverAPortIsNamed(String command) {
        SimulatedHost play = called("enp1s0f0", "uplink", LONG);
        Outcome byName = play.vfnet(command.formatted("enp1s0f0").split(" "));
        for (String name : List.of("uplink", LONG)) {
            Outcome byAlternative = play.vfnet(command.formatted(name).split(" "));
            assertEquals(byName.toString(), byAlternative.toString());
        }
        assertTrue(byName.status() == 0 || byName.status() == 1 && command.startsWith("doctor"), byName.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply %s --dry-run", "diff %s", "export --to link %s", "persist --remove %s --dry-run"})
    void aSavedPortHasIt(String command) {
        SimulatedHost play = called("enp1s0f0", "uplink");
        assertEquals(0, play.vfnet("persist").status());
        Outcome byName = play.vfnet(command.formatted("enp1s0f0").split(" "));
        assertEquals(0, byName.status(), byName.toString());
        assertEquals(
                byName.toString(),
                play.vfnet(command.formatted("uplink").split(" ")).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"list %s", "show %s", "show %s --for proxmox", "vf %s --vlan 5 --dry-run"})
    void aVfHasIt(String command) {
        String vf = vfName();
        SimulatedHost play = called(vf, "guest-web");
        Outcome byName = play.vfnet(command.formatted(vf).split(" "));
        assertEquals(0, byName.status(), byName.toString());
        assertEquals(
                byName.toString(),
                play.vfnet(command.formatted("guest-web").split(" ")).toString());
    }

    private static String vfName() {
        JsonNode vfs = new JsonMapper()
                .readTree(SimulatedHost.on("x550").vfnet("list", "--json").out())
                .get("virtual_functions");
        return vfs.valueStream()
                .map(vf -> vf.get("interface"))
                .filter(JsonNode::isString)
                .findFirst()
                .orElseThrow()
                .asString();
    }

    @Test
    void aVfIsStillNoPort() {
        String vf = vfName();
        Outcome outcome = called(vf, "guest-web").vfnet("set", "guest-web", "4");
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("'guest-web' is VF "), outcome.err());
    }

    @Test
    void theNameOfAnotherInterfaceCountsBeforeIt() {
        SimulatedHost play = called("enp1s0f0", "enp1s0f1");
        String json = play.vfnet("set", "enp1s0f1", "2", "--dry-run", "--json").out();
        assertEquals(
                "enp1s0f1", new JsonMapper().readTree(json).get("interface").asString());
        assertEquals(0, play.vfnet("persist", "enp1s0f0").status());
        assertTrue(play.vfnet("diff", "enp1s0f1").out().contains("enp1s0f1 (0000:01:00.1): never saved"));
    }

    @Test
    void oneThatSeveralHaveIsRefusedWithTheirNames() {
        SimulatedHost play = called("enp1s0f0", "uplink");
        also(play, "enp1s0f1", "uplink");
        for (String command : List.of("set uplink 2", "list uplink", "show uplink", "mac uplink")) {
            Outcome outcome = play.vfnet(command.split(" "));
            assertEquals(2, outcome.status(), outcome.toString());
            assertTrue(outcome.err().contains("enp1s0f0") && outcome.err().contains("enp1s0f1"), outcome.err());
        }
        assertEquals(List.of(), play.machine().performed());
    }

    @Test
    void theFileKeepsTheNameItself() throws IOException {
        SimulatedHost play = called("enp1s0f0", "uplink");
        assertEquals(0, play.vfnet("persist", "uplink").status());
        String saved = Files.readString(play.at("/etc/vfnet/config.json"));
        assertTrue(saved.contains("\"enp1s0f0\"") && !saved.contains("uplink"), saved);
    }

    @Test
    void aLabelMayNotBeOne() {
        SimulatedHost play = called("enp1s0f1", "uplink");
        assertEquals(0, play.vfnet("persist").status());
        Outcome outcome = play.vfnet("vf", "enp1s0f0", "0", "--label", "uplink");
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("is the name of an interface"), outcome.err());
    }

    @Test
    void showTellsThem() {
        assertTrue(
                called("enp1s0f0", "uplink", "wan").vfnet("show", "wan").out().contains("Altnames"));
        assertFalse(SimulatedHost.on("x550").vfnet("show", "enp1s0f0").out().contains("Altnames"));
    }

    @Test
    void aPortThatWasImportedByNameIsFoundByIt(@TempDir Path folder) throws IOException {
        SimulatedHost play = called("enp1s0f0", "ens2f0");
        Path file = Files.writeString(folder.resolve("vf.config"), "ens2f0:3\n");
        assertEquals(0, play.vfnet("persist", "--import", file.toString()).status());
        String saved = Files.readString(play.at("/etc/vfnet/config.json"));
        assertTrue(saved.contains("\"enp1s0f0\"") && !saved.contains("ens2f0"), saved);
    }
}
