package vfnet.sandbox;

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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vfnet.cli.Vfnet;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** The document of {@code persist --json} in each of its results. */
class PersistSchemaTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TEXT = text();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemas(Map.of(JSON.readTree(ListSchema.TEXT).get("$id").asString(), ListSchema.TEXT)))
            .getSchema(TEXT, InputFormat.JSON);

    private static String text() {
        try (InputStream in = Vfnet.class.getResourceAsStream("persist.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> machines() {
        return Machines.names();
    }

    private static JsonNode document(Play play, String words) {
        Outcome outcome = play.vfnet(("persist --json " + words).strip().split(" "));
        JsonNode document = JSON.readTree(outcome.out());
        assertEquals("[]", SCHEMA.validate(document).toString());
        return document;
    }

    private static Play played(String machine, String before) {
        Play play = Play.on(machine);
        if (!before.equals("-")) {
            assertEquals(0, play.vfnet(before.split(" ")).status());
        }
        return play;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "added true | x550 | - | enp1s0f0", "added false | x550 | - | enp1s0f0 --dry-run",
        "changed true | x550 | persist | enp1s0f1 3", "unchanged false | x550 | persist | enp1s0f0",
        "removed true | x550 | persist | --remove enp1s0f0", "added true | no-ip | - | -",
        "added true | x550 | - | --import tests/suite/src/test/resources/vfnet/sandbox/vf.config"})
    void everyResultFits(String result, String machine, String before, String words) {
        JsonNode document = document(played(machine, before), words.equals("-") ? "" : words);
        assertEquals(result, document.at("/ports/0/result").asString() + " " + document.get("changed").asBoolean());
        assertTrue(document.get("boot_service_enabled").asBoolean());
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyMachineFits(String machine) {
        document(Play.on(machine), "");
    }

    @Test
    void aNewEntryWasNothingBeforeAndAChangedOneSomethingElse() {
        Play play = Play.on("x550");
        JsonNode added = document(play, "enp1s0f0");
        added.at("/ports/0/differences").forEach(difference -> assertTrue(difference.get("from").isNull(), difference::toString));
        assertEquals(3, added.at("/ports/0/vf_count").asInt());
        JsonNode changed = document(play, "enp1s0f0 2");
        assertEquals("{\"vf_index\":null,\"field\":\"vf_count\",\"from\":\"3\",\"to\":\"2\"}",
                changed.at("/ports/0/differences/0").toString());
    }

    @Test
    void failuresAndWhatIsMissingStandInTheDocumentToo() {
        JsonNode unreadable = document(Play.on("unreadable"), "");
        assertTrue(unreadable.at("/failures/0").asString().contains("how many VFs it makes cannot be told"),
                unreadable.toString());
        JsonNode reserved = document(Play.on("igb-k61-vf1-vfio"), "");
        assertEquals("vlan 4095 cannot be saved, and is left out", reserved.at("/problems/0/what").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/ports/0", "/ports/0/differences/0", "/problems/0"})
    void theSchemaWantsEveryFieldAndNoOther(String place) {
        JsonNode whole = document(Play.on("igb-k61-vf1-vfio"), "");
        for (String name : List.copyOf(((ObjectNode) whole.at(place)).propertyNames())) {
            JsonNode broken = whole.deepCopy();
            ((ObjectNode) broken.at(place)).remove(name);
            assertFalse(SCHEMA.validate(broken).isEmpty(), "without " + name);
        }
        JsonNode broken = whole.deepCopy();
        ((ObjectNode) broken.at(place)).put("surprise", 1);
        assertFalse(SCHEMA.validate(broken).isEmpty(), "with another field");
    }

    @Test
    void everyFieldOfTheSchemaIsDescribed() {
        List<JsonNode> fields = new ArrayList<>();
        JSON.readTree(TEXT).findValues("properties").forEach(properties -> fields.addAll(properties.values()));
        fields.forEach(field -> assertTrue(field.has("description"), field.toString()));
    }
}
