// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.suite;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vfnet.cli.Vfnet;

/** The published schemas of the commands' documents, which refer to each other, and common checks of them. */
public final class Schemas {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> REFERRED_TO = List.of("list", "set", "show");
    private static final Map<String, Schema> READ = new ConcurrentHashMap<>();

    private Schemas() {}

    /** The errors of a command's schema for the document, one line each; empty when it is valid. */
    public static List<String> complaints(String command, JsonNode document) {
        return READ.computeIfAbsent(command, Schemas::schema).validate(document).stream()
                .map(Object::toString)
                .toList();
    }

    /** The schema itself. */
    public static JsonNode tree(String command) {
        return JSON.readTree(text(command));
    }

    private static Schema schema(String command) {
        Map<String, String> others = new HashMap<>();
        REFERRED_TO.forEach(other -> others.put(tree(other).get("$id").asString(), text(other)));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(others))
                .getSchema(text(command), InputFormat.JSON);
    }

    private static String text(String command) {
        try (InputStream in = Vfnet.class.getResourceAsStream(command + ".schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A valid document becomes invalid without any one of the fields at this place, or with another one. */
    public static void assertWantsEveryFieldAndNoOther(String command, JsonNode whole, String place) {
        assertEquals(List.of(), complaints(command, whole));
        List<String> names = List.copyOf(((ObjectNode) whole.at(place)).propertyNames());
        assertFalse(names.isEmpty(), "nothing at " + place);
        for (String name : names) {
            JsonNode broken = whole.deepCopy();
            ((ObjectNode) broken.at(place)).remove(name);
            assertFalse(complaints(command, broken).isEmpty(), "without " + name);
        }
        JsonNode broken = whole.deepCopy();
        ((ObjectNode) broken.at(place)).put("surprise", 1);
        assertFalse(complaints(command, broken).isEmpty(), "with another field");
    }

    /** A valid document becomes invalid with this value at this place. */
    public static void assertRejects(String command, JsonNode whole, String place, Object value) {
        assertEquals(List.of(), complaints(command, whole));
        JsonNode broken = whole.deepCopy();
        int slash = place.lastIndexOf('/');
        ((ObjectNode) broken.at(place.substring(0, slash))).set(place.substring(slash + 1), JSON.valueToTree(value));
        assertFalse(complaints(command, broken).isEmpty());
    }

    public static void assertDescribesEveryField(String command) {
        List<JsonNode> fields = tree(command).findValues("properties");
        assertFalse(fields.isEmpty());
        fields.forEach(properties ->
                properties.values().forEach(field -> assertTrue(field.has("description"), field.toString())));
    }
}
