package vfnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vfnet.cli.Vfnet;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** The document of {@code doctor --json}, its schema, and that it tells what the words tell. */
class DoctorSchemaTest {
    private static final String TEXT = text();
    static final JsonNode SCHEMA_TEXT = ListSchema.read(TEXT);
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT, InputFormat.JSON);

    private static String text() {
        try (InputStream in = Vfnet.class.getResourceAsStream("doctor.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> machines() {
        return Machines.names();
    }

    static List<String> complaints(JsonNode document) {
        return SCHEMA.validate(document).stream().map(Object::toString).toList();
    }

    private static JsonNode document(String machine) {
        return ListSchema.read(Cli.on(Machines.shipped(machine), "doctor", "--json").out());
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theDocumentOfEveryMachineFitsTheSchema(String machine) {
        assertEquals(List.of(), complaints(document(machine)));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theWordsAndTheDocumentTellTheSame(String machine) {
        Outcome words = Cli.on(Machines.shipped(machine), "doctor");
        JsonNode document = document(machine);
        List<String> told = new ArrayList<>();
        document.get("findings").forEach(finding -> {
            String port = finding.get("pci_address").isNull() ? "" : finding.get("interface").isNull()
                    ? finding.get("pci_address").asString() + ": "
                    : finding.get("interface").asString() + " (" + finding.get("pci_address").asString() + "): ";
            told.add(finding.get("severity").asString().toUpperCase() + ": " + port + finding.get("what").asString());
            finding.get("evidence").forEach(evidence -> told.add("   found: " + evidence.get("where").asString() + ": "
                    + evidence.get("value").asString()));
            finding.get("to_do").forEach(step -> told.add("   to do: " + step.asString()));
        });
        List<String> lines = words.out().lines().toList();
        assertEquals(told, lines.subList(2, lines.indexOf("Looked at:")).stream().filter(line -> !line.isEmpty()).toList());
        assertEquals(document.get("looked_at").size(), lines.size() - lines.indexOf("Looked at:") - 1);
        assertEquals(document.get("errors").asInt() > 0 ? 1 : 0, words.status());
        assertEquals(document.get("problems").size(), words.err().lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/findings/0", "/findings/0/evidence/0", "/looked_at/0", "/problems/0"})
    void theSchemaWantsEveryFieldAndNoOther(String place) {
        for (String name : List.copyOf(((ObjectNode) whole().at(place)).propertyNames())) {
            JsonNode broken = whole();
            ((ObjectNode) broken.at(place)).remove(name);
            assertFalse(complaints(broken).isEmpty(), "without " + name);
        }
        JsonNode broken = whole();
        ((ObjectNode) broken.at(place)).put("surprise", 1);
        assertFalse(complaints(broken).isEmpty(), "with another field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/version", "/errors", "/findings/0/id", "/findings/0/severity", "/findings/0/pci_address",
            "/findings/0/interface", "/findings/0/evidence", "/findings/0/to_do", "/looked_at"})
    void theSchemaRejectsAFieldOfAnotherKind(String place) {
        JsonNode broken = whole();
        int slash = place.lastIndexOf('/');
        ((ObjectNode) broken.at(place.substring(0, slash))).put(place.substring(slash + 1), "more than 15 letters");
        assertFalse(complaints(broken).isEmpty());
    }

    private static JsonNode whole() {
        JsonNode document = document("unreadable");
        assertEquals(List.of(), complaints(document));
        assertTrue(document.at("/problems/0").isObject());
        return document;
    }

    @Test
    void everyFieldOfTheSchemaIsDescribed() {
        List<JsonNode> fields = new ArrayList<>(SCHEMA_TEXT.get("properties").values());
        SCHEMA_TEXT.get("$defs").forEach(definition -> fields.addAll(definition.path("properties").values()));
        fields.forEach(field -> assertTrue(field.has("description"), field.toString()));
    }
}
