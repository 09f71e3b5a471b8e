// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.cli.ShownHost.counting;
import static vfnet.cli.ShownHost.document;
import static vfnet.cli.ShownHost.saving;
import static vfnet.cli.ShownHost.show;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;
import vfnet.suite.Unfit;
import vfnet.system.MachineView;

/** The document of {@code show --json} and its schema; it has everything that the listing has. */
class ShowSchemaTest {

    /** Every function of every machine. */
    static List<List<String>> functions() {
        List<List<String>> functions = new ArrayList<>();
        for (String machine : Machines.names()) {
            JsonNode list = ListSchema.read(
                    Cli.on(Machines.shipped(machine), "list", "--json").out());
            list.get("physical_functions")
                    .forEach(pf ->
                            functions.add(List.of(machine, pf.get("pci_address").asString())));
            list.get("virtual_functions").forEach(vf -> {
                if (vf.get("vf_index").asInt() < 8) {
                    functions.add(List.of(machine, vf.get("pci_address").asString()));
                }
            });
        }
        return functions.stream().distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionIsShownAsTheSchemaSaysAndAsTheListHasIt(List<String> function) {
        MachineView machine = Machines.shipped(function.getFirst());
        JsonNode document = document(machine, function.getLast());
        assertEquals(List.of(), Schemas.complaints("show", document));
        JsonNode list = ListSchema.read(Cli.on(machine, "list", "--json").out());
        String kind = document.get("kind").asString();
        List<JsonNode> listed = new ArrayList<>();
        list.get(kind.equals("port") ? "physical_functions" : "virtual_functions")
                .forEach(row -> {
                    if (row.get("pci_address").asString().equals(function.getLast())) {
                        listed.add(row);
                    }
                });
        List<JsonNode> shown = new ArrayList<>();
        document.get(kind.equals("port") ? "ports" : "virtual_functions")
                .forEach(one -> shown.add(one.get("function")));
        assertEquals(listed, shown);
        assertFalse(shown.isEmpty());
        Outcome words = show(machine, function.getLast());
        assertEquals(0, words.status(), words.toString());
        assertTrue(words.out().contains(function.getLast()), words.out());
        Unfit.assertNone(function.toString(), words);
        Unfit.assertNone(function.toString(), show(machine, function.getLast(), "--json"));
        assertEquals(words.err(), show(machine, function.getLast(), "--json").err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/virtual_functions/0",
                "/virtual_functions/0/counters",
                "/virtual_functions/0/counters/sent",
                "/virtual_functions/0/saved",
                "/ports/0",
                "/ports/0/saved",
                "/ports/0/carries/0"
            })
    void theSchemaWantsEveryFieldAndNoOther(String place) throws IOException {
        String name = place.startsWith("/ports") ? "enp1s0f0" : "enp1s0f0v0";
        Schemas.assertWantsEveryFieldAndNoOther("show", document(saving(counting()), name), place);
    }

    @Test
    void everyFieldOfTheSchemaIsDescribed() {
        Schemas.assertDescribesEveryField("show");
    }
}
