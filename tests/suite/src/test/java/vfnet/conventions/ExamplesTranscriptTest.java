// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.suite.Expected;
import vfnet.suite.Outcome;
import vfnet.suite.ShellTranscript;

/** The scripts for JShell, run as a user runs them, and a session. */
@Tag("slow")
class ExamplesTranscriptTest {
    private static final Path EXAMPLES = Path.of("scripts/examples");
    private static final Path EXPECTED = Path.of("tests/expected/examples");

    static Outcome shell(String line) {
        return Image.run(Map.of("VFNET_BUILT", "1", "JAVA_HOME", System.getProperty("java.home")), "sh", "-c", line);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\..*", ""))
                    .sorted()
                    .toList();
        }
    }

    static List<String> transcripts() throws IOException {
        return names(EXPECTED);
    }

    @Test
    void everyExampleHasATranscript() throws IOException {
        assertTrue(transcripts().containsAll(names(EXAMPLES)), transcripts() + " for " + names(EXAMPLES));
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    @Execution(ExecutionMode.CONCURRENT)
    void itPrintsWhatItPrinted(String name) throws IOException {
        Path file = EXPECTED.resolve(name + ".txt");
        String now =
                ShellTranscript.replay(ShellTranscript.commands(Files.readString(file)), ExamplesTranscriptTest::shell);
        Expected.assertIs(file, now);
    }

    @Test
    void theScriptsOfTheLibraryGuideAreAmongThem() throws IOException {
        List<String> commands = new ArrayList<>();
        for (String name : transcripts()) {
            commands.addAll(ShellTranscript.commands(Files.readString(EXPECTED.resolve(name + ".txt"))));
        }
        List<String> shown = Guide.of("library").section("JShell").commands();
        assertTrue(!shown.isEmpty() && commands.containsAll(shown), shown + " in " + commands);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theSessionInTheLibraryGuideGoesAsItIsShown() throws IOException {
        List<String> shown = Guide.of("library")
                .section("JShell")
                .blocks("console")
                .getFirst()
                .lines()
                .toList();
        String typed = shown.stream()
                .filter(line -> line.startsWith("jshell> "))
                .map(line -> line.substring("jshell> ".length()) + "\n")
                .collect(Collectors.joining());
        Outcome session = shell("cat <<'END' | " + shown.getFirst().replaceFirst("^\\$ (VFNET_SYSROOT=\\S+)", "env $1")
                + "\n" + typed + "END");
        assertEquals(0, session.status(), session.toString());
        for (String line : shown.subList(1, shown.size())) {
            assertTrue(line.startsWith("jshell> ") || session.out().contains(line + "\n"), line + " in " + session);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aSessionKnowsTheWordsAndTheModules() {
        Outcome session = shell("""
                cat <<'END' | VFNET_SYSROOT=tests/machines/x550.machine scripts/jshell
                Inventory x550 = captured("tests/machines/x550.machine")
                record Vf(int vf, Optional<String> card) {}
                table(x550.physicalFunctions().getFirst().virtualFunctions().stream().map(vf ->
                    new Vf(vf.index(), vf.function().description())).toList())
                ((Plan) plan("enp1s0f1", 2)).steps().size()
                live().physicalFunctions().size() >= 0
                END""");
        assertEquals(0, session.status(), session.toString());
        assertTrue(session.out().contains("2   X550 Virtual Function\n"), session.toString());
        assertTrue(session.out().contains(" ==> 8\n") && session.out().contains(" ==> true\n"), session.toString());
    }

    /** All except the commands and the installer, whose module has a Plan and an Outcome of its own. */
    @Test
    void theSessionImportsTheModules() throws IOException {
        String words = Files.readString(Path.of("scripts/vfnet.jsh"));
        for (String module : Conventions.modules()) {
            assertEquals(
                    !List.of("cli", "install").contains(module),
                    words.contains("import module vfnet." + module + ";"),
                    module);
        }
    }
}
