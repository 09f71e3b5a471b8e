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

    /** The schema's errors for the document, one line each; empty when it is valid. */
    public static List<String> complaints(JsonNode document) {
        return Schemas.complaints("list", document);
    }
}
