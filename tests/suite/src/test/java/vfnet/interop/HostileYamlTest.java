// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.interop.SavedExamples.messages;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.interop.kubernetes.OperatorImport;
import vfnet.interop.nmstate.NmstateImport;

/** YAML that would be read differently by others, or would become large, is refused as a whole, with its line. */
class HostileYamlTest {
    private static final String SOUND = "interfaces: [{name: eth0, ethernet: {sr-iov: {total-vfs: 1}}}]\n";

    private static List<Imported> read(String text) {
        List<SourceFile> file = List.of(new SourceFile("F", text));
        return List.of(NmstateImport.of(file), OperatorImport.of(file, List.of(), Optional.empty()));
    }

    private static void assertRefused(String text, String reason) {
        for (Imported imported : read(text)) {
            assertEquals(List.of(), imported.ports());
            assertEquals(List.of(), imported.lost());
            assertEquals(List.of(reason), messages(imported.flaws()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '~',
            value = {
                "x: &a [1]¶y: *a§ F, line 3: has the alias *a: write the value out, so nothing of the file is read",
                "x: 1¶y: {z: 1, z: 2}§ F, line 3: the key z is there twice, so nothing of the file is read",
                "interfaces: []§ F, line 2: the key interfaces is there twice, so nothing of the file is read",
                "---¶x: 1¶---¶x: *b§ F, line 5: has the alias *b: write the value out, so nothing of the file is read",
                "? [1]¶: 2§ F, line 2: a key is no text, so nothing of the file is read",
                "x: [§ F, line 3: is no YAML: expected the node content, but found '<stream end>'",
                "x: \"a§ F, line 3: is no YAML: found unexpected end of stream"
            })
    void itIsRefusedAsAWhole(String text, String reason) {
        assertEquals(1, read(SOUND).getFirst().ports().size());
        assertRefused(SOUND + text.replace('¶', '\n') + "\n", reason);
    }

    @Test
    void laughsAndDeepListsAndHugeTextsTakeNoTime() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            String before = "*a" + (i - 1);
            laughs.append("a" + i + ": &a" + i + " [" + before + ", " + before + ", " + before + "]\n");
        }
        assertRefused(
                laughs.toString(), "F, line 2: has the alias *a0: write the value out, so nothing of the file is read");
        assertRefused(
                "x: " + "[".repeat(1_000_000),
                "F, line 1: is nested more than 64 levels deep, so nothing of the file is read");
        for (Imported imported : read("# " + "x".repeat(3 << 20) + "\n" + SOUND)) {
            assertEquals(List.of(), imported.ports());
            assertEquals(1, imported.flaws().size());
            assertTrue(
                    messages(imported.flaws())
                            .getFirst()
                            .startsWith("F: is no YAML: The incoming YAML document exceeds"),
                    messages(imported.flaws()).getFirst());
        }
    }

    @Test
    void emptyAndOtherDocumentsAreNothing() {
        for (String text : List.of("", "---\n---\n", "# nothing\n")) {
            read(text).forEach(imported -> assertEquals(List.of(), imported.flaws()));
        }
        assertRefused("- 1\n", "F, line 1: the document must be a mapping");
        assertRefused("word\n", "F, line 1: the document must be a mapping");
    }
}
