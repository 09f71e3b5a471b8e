// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.model.Problem;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;

/** The document of {@code install --json} and {@code uninstall --json}, and its schema. */
class InstallSchemaTest {
    private static final JsonMapper JSON = new JsonMapper();

    private FakeSystem system;
    private Path image;

    @BeforeEach
    void makeSystem() throws IOException {
        system = new FakeSystem();
        image = system.image("new", "first build");
    }

    private JsonNode document(int status, String... words) {
        Outcome outcome = system.run(image, words);
        assertEquals(status, outcome.status(), outcome.toString());
        JsonNode document = JSON.readTree(outcome.out());
        assertEquals(List.of(), Schemas.complaints("install", document), outcome.out());
        return document;
    }

    private static List<String> paths(JsonNode document) {
        List<String> paths = new ArrayList<>();
        document.get("actions")
                .forEach(action -> paths.add(action.get("action").asString() + " "
                        + action.get("path").asString()));
        return paths;
    }

    @Test
    void theDocumentTellsWhatWasDoneToWhichPath() {
        JsonNode planned = document(0, "install", "--json", "--dry-run");
        assertEquals("planned", planned.get("result").asString());
        assertTrue(planned.get("changed").asBoolean() && planned.get("dry_run").asBoolean());
        JsonNode done = document(0, "install", "--json");
        assertEquals("done", done.get("result").asString());
        assertEquals(paths(planned), paths(done));
        assertTrue(
                paths(done).contains("link /usr/local/lib/vfnet/current"),
                paths(done).toString());
        assertTrue(
                paths(done).contains("reload /etc/systemd/system/vfnet.service"),
                paths(done).toString());
        JsonNode unchanged = document(0, "install", "--json");
        assertEquals("unchanged", unchanged.get("result").asString());
        assertFalse(unchanged.get("changed").asBoolean());
        JsonNode undone = document(0, "uninstall", "--json");
        assertTrue(
                paths(undone).contains("remove /usr/local/bin/vfnet"),
                paths(undone).toString());
        assertEquals(
                "unchanged", document(0, "uninstall", "--json").get("result").asString());
    }

    /** With an example of everything. */
    private JsonNode whole() {
        try {
            system.write("/usr/local/bin/vfnet", "somebody else's");
            system.write("/etc/vfnet/vf.config", "eth0:2\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        system.answer = Optional.of(new Problem("systemctl daemon-reload", "failed"));
        system.path = "/usr/bin";
        JsonNode document = document(3, "install", "--json");
        for (String list : List.of("actions", "left", "problems", "notes")) {
            assertFalse(document.get(list).isEmpty(), list);
        }
        return document;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/actions/0", "/left/0", "/problems/0"})
    void theSchemaWantsEveryFieldAndNoOther(String place) {
        Schemas.assertWantsEveryFieldAndNoOther("install", whole(), place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/version",
                "/command",
                "/vfnet_version",
                "/prefix",
                "/root",
                "/dry_run",
                "/result",
                "/changed",
                "/actions",
                "/left",
                "/problems",
                "/notes",
                "/error",
                "/actions/0/action",
                "/actions/0/path",
                "/actions/0/detail"
            })
    void theSchemaRejectsAFieldOfAnotherKind(String place) {
        Schemas.assertRejects("install", whole(), place, 7);
    }

    @Test
    void everyFieldOfTheSchemaIsDescribed() {
        Schemas.assertDescribesEveryField("install");
    }
}
