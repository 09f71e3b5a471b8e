// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;

/** The document of {@code set --json} in each of its results. */
class SetSchemaTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "done | x550 | - | set enp1s0f1 4",
                "done | x550 | - | set enp1s0f0 0",
                "unchanged | x550 | - | set enp1s0f0 3",
                "planned | x550 | - | set enp1s0f0 5 --dry-run",
                "refused | in-use | - | set enp1s0f0 1",
                "refused | in-use | - | set enp1s0f0 1 --dry-run",
                "rolled_back | x550 | create ENOMEM | set enp1s0f1 4",
                "left | x550 | every create ENOMEM | set enp1s0f0 5",
                "blocked | x550 | remove hang | set enp1s0f0 5 --timeout 1"
            })
    void everyResultFits(String result, String machine, String fault, String command) {
        SimulatedHost play = SimulatedHost.on(machine);
        if (!fault.equals("-")) {
            play.machine().arm(Fault.parse(fault).orElseThrow());
        }
        Outcome outcome = play.vfnet((command + " --json").split(" "));
        JsonNode document = JSON.readTree(outcome.out());
        assertEquals(List.of(), Schemas.complaints("set", document));
        assertEquals(result, document.get("result").asString());
    }

    @Test
    void anotherDocumentDoesNotFit() {
        ObjectNode document = (ObjectNode) JSON.readTree(
                SimulatedHost.on("x550").vfnet("set", "enp1s0f1", "4", "--json").out());
        ((ObjectNode) document.get("virtual_functions").get(0)).remove("vf_index");
        assertFalse(Schemas.complaints("set", document).isEmpty());
    }
}
