// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** The document of {@code doctor --json} and its schema; it has everything that the text has. */
class DoctorSchemaTest {

    static List<String> machines() {
        return Machines.names();
    }

    private static JsonNode document(String machine) {
        return ListSchema.read(
                Cli.on(Machines.shipped(machine), "doctor", "--json").out());
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theDocumentOfEveryMachineFitsTheSchema(String machine) {
        assertEquals(List.of(), Schemas.complaints("doctor", document(machine)));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theWordsAndTheDocumentTellTheSame(String machine) {
        Outcome words = Cli.on(Machines.shipped(machine), "doctor");
        JsonNode document = document(machine);
        List<String> told = new ArrayList<>();
        document.get("findings").forEach(finding -> {
            String port = finding.get("pci_address").isNull()
                    ? ""
                    : finding.get("interface").isNull()
                            ? finding.get("pci_address").asString() + ": "
                            : finding.get("interface").asString() + " ("
                                    + finding.get("pci_address").asString() + "): ";
            told.add(finding.get("severity").asString().toUpperCase() + ": " + port
                    + finding.get("what").asString());
            finding.get("evidence")
                    .forEach(evidence ->
                            told.add("   found: " + evidence.get("where").asString() + ": "
                                    + evidence.get("value").asString()));
            finding.get("to_do").forEach(step -> told.add("   to do: " + step.asString()));
        });
        List<String> lines = words.out().lines().toList();
        assertEquals(
                told,
                lines.subList(2, lines.indexOf("Checked:")).stream()
                        .filter(line -> !line.isEmpty())
                        .toList());
        assertEquals(document.get("looked_at").size(), lines.size() - lines.indexOf("Checked:") - 1);
        assertEquals(document.get("errors").asInt() > 0 ? 1 : 0, words.status());
        assertEquals(document.get("problems").size(), words.err().lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/findings/0", "/findings/0/evidence/0", "/looked_at/0", "/problems/0"})
    void theSchemaWantsEveryFieldAndNoOther(String place) {
        Schemas.assertWantsEveryFieldAndNoOther("doctor", whole(), place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/version",
                "/errors",
                "/findings/0/id",
                "/findings/0/severity",
                "/findings/0/pci_address",
                "/findings/0/interface",
                "/findings/0/evidence",
                "/findings/0/to_do",
                "/looked_at"
            })
    void theSchemaRejectsAFieldOfAnotherKind(String place) {
        Schemas.assertRejects("doctor", whole(), place, "more than 15 letters");
    }

    private static JsonNode whole() {
        JsonNode document = document("unreadable");
        assertEquals(List.of(), Schemas.complaints("doctor", document));
        assertTrue(document.at("/problems/0").isObject());
        return document;
    }

    @Test
    void everyFieldOfTheSchemaIsDescribed() {
        Schemas.assertDescribesEveryField("doctor");
    }
}
