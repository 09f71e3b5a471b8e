// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema of the saved configuration. */
public final class ConfigurationSchema {
    private static final JsonMapper JSON = new JsonMapper();
    static final JsonNode DOCUMENT = JSON.readTree(resource());
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(resource(), InputFormat.JSON);

    private ConfigurationSchema() {}

    private static String resource() {
        try (InputStream in = ConfigurationFile.class.getResourceAsStream("config.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(String json) {
        return JSON.readTree(json);
    }

    /** The schema's errors for the configuration, one line each; empty when it is valid. */
    public static List<String> complaints(String configuration) {
        return complaints(read(configuration));
    }

    static List<String> complaints(JsonNode configuration) {
        return SCHEMA.validate(configuration).stream().map(Object::toString).toList();
    }
}
