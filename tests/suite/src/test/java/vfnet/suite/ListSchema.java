// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.suite;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema of {@code list --json}. */
public final class ListSchema {
    private static final JsonMapper JSON = new JsonMapper();

    private ListSchema() {}

    public static JsonNode read(String json) {
        return JSON.readTree(json);
    }

    /** What the schema has against the document, a line each; empty when it fits. */
    public static List<String> complaints(JsonNode document) {
        return Schemas.complaints("list", document);
    }
}
