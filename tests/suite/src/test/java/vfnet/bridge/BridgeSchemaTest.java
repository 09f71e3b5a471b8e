// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Schemas;

/** The document of {@code bridge --json} and its schema. */
class BridgeSchemaTest {
    private static final JsonMapper JSON = new JsonMapper();
    /** With everything that a document can have. */
    private static final String WHOLE = """
            {"version":1,"dry_run":false,"ports":[{"pci_address":"0000:01:00.0","interface":"enp1s0f0",
            "bridges":["vmbr0"],"open_vswitch":["ovs-system"],"in_line":false,"unneeded":null,"addresses":[
            {"mac_address":"02:00:00:00:00:01","bridge":"vmbr0","bridge_port":"tap0","state":"missing",
            "by_vfnet":false}],"on_wire":1,"registered_by_others":0,"result":{"registered":["02:00:00:00:00:01"],
            "removed":[],"failures":[{"step":"register","addresses":["02:00:00:00:00:02"],"errno":"ENOSPC",
            "what":"full","to_do":null}]}}],"problems":[{"where":"ip","what":"failed"}]}""";

    static List<String> machines() {
        return Machines.names();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theDocumentOfEveryMachineFitsTheSchema(String machine) {
        JsonNode document = JSON.readTree(
                Cli.on(Machines.shipped(machine), "bridge", "status", "--json").out());
        assertEquals(List.of(), Schemas.complaints("bridge", document));
    }

    @Test
    void aResultFitsTheSchema() {
        assertEquals(List.of(), Schemas.complaints("bridge", JSON.readTree(WHOLE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/ports/0",
                "/ports/0/addresses/0",
                "/ports/0/result",
                "/ports/0/result/failures/0",
                "/problems/0"
            })
    void theSchemaWantsEveryFieldAndNoOther(String place) {
        Schemas.assertWantsEveryFieldAndNoOther("bridge", JSON.readTree(WHOLE), place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/version",
                "/dry_run",
                "/ports/0/pci_address",
                "/ports/0/interface",
                "/ports/0/in_line",
                "/ports/0/on_wire",
                "/ports/0/addresses/0/mac_address",
                "/ports/0/addresses/0/bridge_port",
                "/ports/0/addresses/0/state",
                "/ports/0/result/failures/0/step"
            })
    void theSchemaRejectsAFieldOfAnotherKind(String place) {
        Schemas.assertRejects("bridge", JSON.readTree(WHOLE), place, "more than 15 letters");
    }
}
