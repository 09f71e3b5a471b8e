package vfnet.suite;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.cli.Vfnet;

/** The published schemas of the commands' documents, which refer to each other. */
public final class Schemas {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> REFERRED_TO = List.of("list", "set");

    private Schemas() {}

    /** What a command's schema has against the document, a line each; empty when it fits. */
    public static List<String> complaints(String command, JsonNode document) {
        Map<String, String> others = new HashMap<>();
        REFERRED_TO.forEach(other -> others.put(JSON.readTree(text(other)).get("$id").asString(), text(other)));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(others)).getSchema(text(command), InputFormat.JSON);
        return schema.validate(document).stream().map(Object::toString).toList();
    }

    private static String text(String command) {
        try (InputStream in = Vfnet.class.getResourceAsStream(command + ".schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
