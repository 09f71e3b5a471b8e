// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vfnet.cli.syntax.CommandSpec;
import vfnet.cli.syntax.CommandSpecs;
import vfnet.cli.syntax.Options;

/** Every command with a result has {@code --json}, and each such document has a schema named after the command. */
class JsonSchemasTest {
    /**
     * They print no document: a machine in its own format, lines for the journal, a confirmation, other tools' files.
     */
    private static final Set<String> WITHOUT = Set.of("capture", "boot", "confirm", "export", "metrics");
    /** Of two commands that print the same document, one has the schema. */
    private static final Map<String, String> SHARED =
            Map.of("create", "set", "eswitch", "set", "uninstall", "install", "import", "persist");

    @Test
    void everyCommandWithAResultHasJson() {
        assertEquals(
                WITHOUT,
                CommandSpecs.ALL.stream()
                        .filter(syntax -> !syntax.takes(Options.JSON))
                        .map(CommandSpec::name)
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyDocumentHasASchema() {
        for (CommandSpec syntax : CommandSpecs.ALL) {
            if (syntax.takes(Options.JSON)) {
                String schema = SHARED.getOrDefault(syntax.name(), syntax.name()) + ".schema.json";
                assertNotNull(Vfnet.class.getResource(schema), schema);
            }
        }
    }
}
