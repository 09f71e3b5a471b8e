// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.cli.FleetDocuments.JSON;
import static vfnet.cli.FleetDocuments.host;
import static vfnet.cli.FleetDocuments.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import vfnet.suite.Outcome;

/** Files that {@code vfnet report} cannot read: each is named, and the exit status says so. */
class ReportFilesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "{§ is neither JSON nor a snapshot: Unexpected end-of-input",
                "§ is no document of vfnet list --json or vfnet doctor --json",
                "[]§ is no document of vfnet list --json or vfnet doctor --json",
                "{\"version\":2,\"physical_functions\":[]}§ is of version 2 of its format, which this vfnet does not "
                        + "know",
                "{\"version\":1,\"physical_functions\":[]}§ has no virtual_functions, so it is not whole",
                "{\"version\":1,\"physical_functions\":[],\"virtual_functions\":[]} {}§ is neither JSON nor a snapshot",
                "{\"version\":1,\"version\":1}§ is neither JSON nor a snapshot",
                "# vfnet machine 9§ it is of version 9"
            })
    void whatIsNoDocumentIsNamedAndTheOthersAreRead(String text, String reason) throws IOException {
        Path bad = write(folder, "bad.json", text == null ? "" : text);
        Outcome alone = ReportTest.report(folder.toString());
        assertEquals(1, alone.status(), alone.toString());
        assertTrue(alone.err().startsWith("vfnet: warning: " + bad + ": "), alone.err());
        write(folder, "good.json", host(1, 1));
        Outcome both = ReportTest.report(folder.toString(), "--json");
        assertEquals(3, both.status(), both.toString());
        JsonNode document = JSON.readTree(both.out());
        assertEquals(1, document.get("hosts").asInt());
        assertEquals(bad.toString(), document.at("/unread/0/where").asString());
        if (!reason.startsWith("it is of version")) {
            assertTrue(document.at("/unread/0/what").asString().contains(reason), both.out());
        }
    }

    /** A host must not leave the report without a word. */
    @Test
    void aLinkToAFolderIsNamedAndOneToAFileIsRead() throws IOException {
        write(folder, "elsewhere/list.json", host(1, 1));
        Path all = Files.createDirectories(folder.resolve("all"));
        Files.createSymbolicLink(all.resolve("a"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(all.resolve("b.json"), folder.resolve("elsewhere/list.json"));
        Files.createSymbolicLink(all.resolve("c.json"), folder.resolve("gone"));
        Outcome outcome = ReportTest.report(all.toString(), "--json");
        assertEquals(3, outcome.status(), outcome.toString());
        assertEquals(1, JSON.readTree(outcome.out()).get("hosts").asInt());
        for (String name : List.of("a", "c.json")) {
            assertTrue(outcome.err().contains(all.resolve(name) + ": is neither a file nor a folder"), outcome.err());
        }
    }

    @Test
    void aFileThatIsNotThereASecondOfItsKindAndAnEmptyFolderAreNamed() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        write(folder, "x/a/list.json", host(1, 1));
        write(folder, "x/a/more.json", host(1, 1));
        Outcome outcome = ReportTest.report(
                folder.resolve("x").toString(),
                folder.resolve("none.json").toString(),
                folder.resolve("empty").toString());
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("none.json: cannot be read: No such file or directory"), outcome.err());
        assertTrue(outcome.err().contains("more.json: is a second document of the kind for the host a"), outcome.err());
        assertTrue(outcome.err().contains("empty: holds no file"), outcome.err());
        assertEquals(2, ReportTest.report().status());
    }
}
