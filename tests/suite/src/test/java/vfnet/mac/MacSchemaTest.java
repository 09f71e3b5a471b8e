// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;

/** The document of {@code mac --json} and its schema; it has everything that the table has. */
class MacSchemaTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static JsonNode document(String machine, String port) {
        Outcome outcome = Cli.on(Machines.shipped(machine), "mac", port, "--json");
        assertTrue(outcome.status() == 0 || outcome.status() == 3, outcome.toString());
        return JSON.readTree(outcome.out());
    }

    /** InfiniBand has no MAC addresses, and those of virtio's VFs come from the card. */
    private static boolean hasAddresses(JsonNode pf) {
        return pf.get("can_vf").asBoolean(false)
                && !pf.get("interface").isNull()
                && !pf.get("mac_address").isNull()
                && !pf.get("subsystem").asString().equals("virtio");
    }

    static List<List<String>> ports() {
        List<List<String>> ports = new ArrayList<>();
        for (String machine : Machines.names()) {
            for (JsonNode pf : JSON.readTree(
                            Cli.on(Machines.shipped(machine), "list", "--json").out())
                    .get("physical_functions")) {
                if (hasAddresses(pf)) {
                    ports.add(List.of(machine, pf.get("interface").asString()));
                }
            }
        }
        return ports;
    }

    @ParameterizedTest
    @MethodSource("ports")
    void theDocumentOfEveryPortThatMakesVfsFitsTheSchema(List<String> port) {
        JsonNode document = document(port.getFirst(), port.getLast());
        assertEquals(List.of(), Schemas.complaints("mac", document));
        assertEquals(port.getLast(), document.get("interface").asString());
    }

    @ParameterizedTest
    @MethodSource("ports")
    void theTableAndTheDocumentTellTheSame(List<String> port) {
        List<String> rows = new ArrayList<>();
        document(port.getFirst(), port.getLast())
                .get("addresses")
                .forEach(vf -> rows.add(
                        vf.get("vf_index").asInt() + " " + vf.get("mac_address").asString("?") + " "
                                + vf.get("origin").asString("?")));
        assertEquals(
                rows,
                Cli.on(Machines.shipped(port.getFirst()), "mac", "--no-header", port.getLast())
                        .out()
                        .lines()
                        .map(line -> line.replaceAll(" +", " "))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/addresses/0", "/problems/0"})
    void theSchemaWantsEveryFieldAndNoOther(String place) {
        Schemas.assertWantsEveryFieldAndNoOther("mac", whole(), place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/version",
                "/pci_address",
                "/interface",
                "/permanent_mac_address",
                "/dev_port",
                "/addresses/2/vf_index",
                "/addresses/2/mac_address",
                "/addresses/2/origin"
            })
    void theSchemaRejectsAFieldOfAnotherKind(String place) {
        Schemas.assertRejects("mac", whole(), place, "more than 15 letters");
    }

    /** With an unknown address, a problem, and known addresses. */
    private static JsonNode whole() {
        JsonNode document = document("no-ip", "enp1s0");
        assertTrue(document.at("/addresses/0/mac_address").isNull());
        assertEquals(List.of(), Schemas.complaints("mac", document));
        return document;
    }

    @Test
    void everyFieldOfTheSchemaIsDescribed() {
        Schemas.assertDescribesEveryField("mac");
    }
}
