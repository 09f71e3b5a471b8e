package vfnet.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.Stream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.cli.ExitCode;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** What the README and the help tell people to type. */
class ReadmeTest {
    private static final Pattern JQ = Pattern.compile("(?m)vfnet ([a-z0-9 -]*--json[^|\\n]*)\\|\\s*(jq .*)$");
    /** Between them these have whatever an example may ask for. */
    private static final List<String> MACHINES = List.of("x550", "connectx3", "netns", "unreadable", "shared-group");

    /** A command line with jq: the words for vfnet, and the rest. */
    record Example(String words, String jq) {}

    static Set<Example> jqExamples() throws IOException {
        Set<Example> examples = new LinkedHashSet<>();
        String help = Cli.run("list", "--help").out();
        for (String text : List.of(String.join("\n", ReadmeSection.of("JSON").codeInTables()), help)) {
            JQ.matcher(text).results().forEach(match ->
                    examples.add(new Example(match.group(1).strip(), match.group(2).replaceAll("`.*", "").strip())));
        }
        return examples;
    }

    @Test
    void theReadmeShowsWhatCanBeAskedOfTheJson() throws IOException {
        assertTrue(ReadmeSection.of("JSON").codeInTables().stream().anyMatch(line -> JQ.matcher(line).find()), "no example with jq");
    }

    @ParameterizedTest
    @MethodSource("jqExamples")
    void anExampleWithJqRunsAndFindsSomethingSomewhere(Example example, @TempDir Path folder) throws IOException {
        Path document = folder.resolve("document.json");
        StringBuilder found = new StringBuilder();
        for (String machine : MACHINES) {
            Outcome vfnet = Cli.on(Machines.shipped(machine), example.words().split(" +"));
            if (vfnet.status() == 0) {
                Files.write(document, vfnet.stdout());
                Outcome jq = Image.run(Map.of("DOCUMENT", document.toString()), "sh", "-c", example.jq() + " < \"$DOCUMENT\"");
                assertEquals(0, jq.status(), machine + " " + jq);
                found.append(jq.out().replace("null", ""));
            }
        }
        assertFalse(found.toString().isBlank(), "prints nothing for " + MACHINES);
    }

    @Test
    void everyExitStatusStandsInTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        for (ExitCode code : ExitCode.values()) {
            assertTrue(Pattern.compile("(?m)^\\|? *`?" + code.status() + "`? ").matcher(readme).find(), code.name());
        }
    }

    /** The comparison with other tools names a test for whatever vfnet says yes to. */
    @Test
    void everyTestThatTheReadmeNamesIsThere() throws IOException {
        Set<String> tests = new LinkedHashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("tests/suite/src/test/java"))) {
            files.map(file -> file.getFileName().toString().replace(".java", "")).forEach(tests::add);
        }
        List<String> rows = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.matches("\\| [^|]+ \\| [ypn] \\| .*")).toList();
        assertTrue(rows.size() > 20, "the comparison is missing");
        for (String row : rows) {
            String[] cells = row.split("\\|");
            String test = cells[cells.length - 1].strip();
            assertTrue(cells[2].strip().equals("n") || tests.contains(test), row);
        }
    }
}
