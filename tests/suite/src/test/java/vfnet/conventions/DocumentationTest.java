// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.cli.host.ExitCode;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** The commands that the README, the guides and the help show, and the results that they claim. */
class DocumentationTest {
    private static final int MAX_README_LINES = 200;
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern JQ = Pattern.compile("(?m)vfnet ([a-z0-9 -]*--json[^|\\n]*)\\|\\s*(jq .*)$");
    /** Together these have whatever an example may need. */
    private static final List<String> MACHINES = List.of("x550", "connectx3", "netns", "unreadable", "shared-group");

    /** A command line with jq: the words for vfnet, and the rest. */
    record Example(String words, String jq) {}

    static Set<Example> jqExamples() throws IOException {
        Set<Example> examples = new LinkedHashSet<>();
        String help = Cli.run("list", "--help").out();
        for (String text :
                List.of(String.join("\n", Guide.of("json").section("Recipes").codeInTables()), help)) {
            JQ.matcher(text)
                    .results()
                    .forEach(match -> examples.add(new Example(
                            match.group(1).strip(),
                            match.group(2).replaceAll("`.*", "").strip())));
        }
        return examples;
    }

    @Test
    void theJsonReferenceHasRecipes() throws IOException {
        assertTrue(
                Guide.of("json").section("Recipes").codeInTables().stream()
                        .anyMatch(line -> JQ.matcher(line).find()),
                "no example with jq");
    }

    @ParameterizedTest
    @MethodSource("jqExamples")
    @Tag("slow")
    void anExampleWithJqRunsAndFindsSomethingSomewhere(Example example, @TempDir Path folder) throws IOException {
        Path document = folder.resolve("document.json");
        StringBuilder found = new StringBuilder();
        for (String machine : MACHINES) {
            Outcome vfnet = Cli.on(Machines.shipped(machine), example.words().split(" +"));
            if (vfnet.status() == 0) {
                Files.write(document, vfnet.stdout());
                Outcome jq = Image.run(
                        Map.of("DOCUMENT", document.toString()), "sh", "-c", example.jq() + " < \"$DOCUMENT\"");
                assertEquals(0, jq.status(), machine + " " + jq);
                found.append(jq.out().replace("null", ""));
            }
        }
        assertFalse(found.toString().isBlank(), "prints nothing for " + MACHINES);
    }

    @Test
    void everyExitStatusIsInTheJsonReference() throws IOException {
        String reference = Guide.of("json").section("Exit status").text();
        for (ExitCode code : ExitCode.values()) {
            assertTrue(
                    Pattern.compile("(?m)^\\|? *`?" + code.status() + "`? ")
                            .matcher(reference)
                            .find(),
                    code.name());
        }
    }

    /** The comparison with other tools names a test for each yes of vfnet. */
    @Test
    void everyTestThatTheComparisonNamesIsThere() throws IOException {
        Set<String> tests = new LinkedHashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("tests/suite/src/test/java"))) {
            files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .forEach(tests::add);
        }
        List<String> rows = Guide.of("migrating")
                .text()
                .lines()
                .filter(line -> line.matches("\\| [^|]+ \\| [ypn] \\| .*"))
                .toList();
        assertTrue(rows.size() > 20, "the comparison is missing");
        for (String row : rows) {
            String[] cells = row.split("\\|");
            String test = cells[cells.length - 1].strip();
            assertTrue(cells[2].strip().equals("n") || tests.contains(test), row);
        }
    }

    /** The sample output in the README and in the user guide is what vfnet prints. */
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/user-guide.md"})
    void theListingShownIsTheRealOne(String document) throws IOException {
        String listing = Cli.on(Machines.shipped("x550"), "list").out();
        assertTrue(Files.readString(Path.of(document)).contains("```console\n$ vfnet\n" + listing + "```\n"), listing);
    }

    /** Those of the README are tested with their guides. */
    @Test
    void theRecipesOfTheReadmeAreInTheJsonReference() throws IOException {
        List<String> shown = new Guide(Files.readString(Path.of("README.md"))).codeInTables();
        List<String> tested = Guide.of("json").section("Recipes").codeInTables();
        assertTrue(!shown.isEmpty() && tested.containsAll(shown), shown + " in " + tested);
    }

    @Test
    void theReadmeStaysShort() throws IOException {
        long lines = Files.readAllLines(Path.of("README.md")).size();
        assertTrue(lines <= MAX_README_LINES, lines + " lines; what is longer belongs into docs");
    }

    /**
     * Links within the repository, from the folder of the document that has them, and to a heading where they name one.
     */
    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        for (MatchResult link :
                LINK.matcher(Files.readString(document)).results().toList()) {
            Path target = link.group(1).isEmpty()
                    ? document
                    : document.toAbsolutePath().resolveSibling(link.group(1)).normalize();
            assertTrue(Files.exists(target), document + ": " + link.group());
            Set<String> headings = Files.isRegularFile(target) ? headings(Files.readString(target)) : Set.of();
            assertTrue(
                    link.group(2) == null || headings.contains(link.group(2)),
                    document + ": " + link.group() + " of " + headings);
        }
    }

    static List<Path> documents() throws IOException {
        try (Stream<Path> guides = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(
                                            "README.md",
                                            "CONTRIBUTING.md",
                                            "SECURITY.md",
                                            "tests/README.md",
                                            "tests/lab/README.md",
                                            "tests/live/README.md")
                                    .map(Path::of),
                            guides.filter(file -> file.toString().endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }

    /** As GitHub makes them: lower case, without punctuation, with hyphens for spaces. */
    private static Set<String> headings(String text) {
        return Pattern.compile("(?m)^#+ (.*)$")
                .matcher(text)
                .results()
                .map(match -> match.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
