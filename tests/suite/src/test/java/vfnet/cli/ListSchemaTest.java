// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vfnet.cli.text.ListColumns;
import vfnet.cli.text.PfColumns;
import vfnet.cli.text.VfColumns;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Schemas;

/** The JSON document and its schema; it has everything that the tables have. */
class ListSchemaTest {

    static List<String> machines() {
        return Machines.names();
    }

    private static JsonNode document(String machine) {
        return ListSchema.read(
                Cli.on(Machines.shipped(machine), "list", "--json").out());
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyMachinesDocumentFitsTheSchema(String machine) {
        assertEquals(List.of(), ListSchema.complaints(document(machine)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/physical_functions/0",
                "/virtual_functions/0",
                "/physical_functions/0/sriov",
                "/virtual_functions/2/in_use_by/0",
                "/virtual_functions/2/vlan",
                ""
            })
    void theSchemaWantsEveryFieldAndNoOther(String place) {
        Schemas.assertWantsEveryFieldAndNoOther("list", whole(), place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/physical_functions/0/pci_address",
                "/virtual_functions/0/mac_address",
                "/virtual_functions/0/vf_index",
                "/physical_functions/0/can_vf",
                "/virtual_functions/2/in_use_by/0/kind"
            })
    void theSchemaRejectsAFieldOfAnotherKind(String place) {
        Schemas.assertRejects("list", whole(), place, "x y");
    }

    @Test
    void everyFieldOfTheSchemaIsDescribed() {
        Schemas.assertDescribesEveryField("list");
    }

    /** A machine with a VM that holds VF 2, which has a VLAN. */
    private static JsonNode whole() {
        JsonNode document = document("connectx3");
        ((ObjectNode) document.at("/virtual_functions/2"))
                .putObject("vlan")
                .put("id", 7)
                .put("qos", 0)
                .put("protocol", "802.1Q");
        assertEquals(List.of(), ListSchema.complaints(document));
        return document;
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theTablesAndTheDocumentHaveTheSameRows(String machine) {
        String shared = "pci_address,interface,mac_address,iommu_group";
        List<String> table = Cli.on(Machines.shipped(machine), "--no-header", "-o", shared)
                .out()
                .lines()
                .map(line -> line.replaceAll(" +", " ").strip())
                .toList();
        List<String> rows = new ArrayList<>();
        JsonNode document = document(machine);
        for (String part : List.of("physical_functions", "virtual_functions", "virtual_functions_without_pf")) {
            for (JsonNode row : document.get(part)) {
                rows.add(cell(row, "pci_address", "?") + " " + networkInterface(row) + " "
                        + cell(row, "mac_address", "None") + " " + cell(row, "iommu_group", "N/A"));
            }
        }
        assertEquals(
                rows, table.stream().map(line -> line.replace(" ? ", " None ")).toList());
    }

    /** A table shows one in another network namespace with that, and JSON elsewhere. */
    private static String networkInterface(JsonNode row) {
        JsonNode elsewhere = row.path("elsewhere");
        return elsewhere.isObject()
                ? elsewhere.get("interface").asString() + "@"
                        + (elsewhere.get("namespace").isNull()
                                ? "pid " + elsewhere.get("pid").asInt()
                                : elsewhere.get("namespace").asString())
                : cell(row, "interface", "None");
    }

    private static String cell(JsonNode row, String name, String none) {
        return row.get(name).isNull() ? none : row.get(name).asString();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyColumnIsAFieldOfTheDocument(String machine) {
        JsonNode document = document(machine);
        for (JsonNode pf : document.get("physical_functions")) {
            PfColumns.ALL.forEach(column -> assertTrue(pf.has(column.key()), column.key()));
        }
        for (JsonNode vf : document.get("virtual_functions")) {
            VfColumns.ALL.forEach(column -> assertTrue(vf.has(column.key()), column.key()));
        }
        for (JsonNode vf : document.get("virtual_functions_without_pf")) {
            ListColumns.vfsWithoutPf().forEach(column -> assertTrue(vf.has(column.key()), column.key()));
        }
    }
}
