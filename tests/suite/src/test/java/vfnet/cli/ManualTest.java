// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.cli.host.ExitCode;
import vfnet.cli.shell.InstalledTexts;
import vfnet.cli.syntax.CommandSpec;
import vfnet.cli.syntax.CommandSpecs;
import vfnet.cli.syntax.Options;
import vfnet.conventions.Image;
import vfnet.install.Layout;
import vfnet.install.Prefix;
import vfnet.install.plan.Artifact;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.system.Sysroot;

/** The manual, read by man, groff and mandoc, and indexed by mandb. */
@Tag("slow")
class ManualTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("@[A-Z_]+@");

    private static final String CONFIGURATION = "vfnet-config.json.5";
    private static final Path SCHEMA =
            Path.of("modules/persistence/src/main/resources/vfnet/persistence/config.schema.json");
    private static final Pattern REFERENCE = Pattern.compile("\\b(vfnet[a-z.-]*)\\((\\d)\\)");
    /** As in man-pages(7), with OPTIONS and what is particular to a page before them. */
    private static final List<String> SECTIONS = List.of(
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "OPTIONS",
            "EXIT STATUS",
            "ENVIRONMENT",
            "FILES",
            "EXAMPLES",
            "SEE ALSO");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        for (Artifact page : pages(Prefix.USR_LOCAL)) {
            Files.createDirectories(page.path().getParent());
            Files.writeString(page.path(), page.text());
        }
    }

    private static List<Artifact> pages(Prefix prefix) {
        Layout layout = new Layout(new Sysroot(folder), prefix);
        return InstalledTexts.of(layout).stream()
                .filter(text -> text.path().startsWith(layout.manual()))
                .toList();
    }

    private static Path manual() {
        return folder.resolve("usr/local/share/man");
    }

    static List<String> names() {
        return Stream.of(commandPages().stream(), Stream.of("vfnet.8", CONFIGURATION))
                .flatMap(all -> all)
                .toList();
    }

    static List<String> commandPages() {
        return CommandSpecs.ALL.stream()
                .map(syntax -> "vfnet-" + syntax.name() + ".8")
                .toList();
    }

    private static String file(String page) {
        return manual().resolve("man" + page.substring(page.length() - 1))
                .resolve(page)
                .toString();
    }

    private static Outcome run(String... command) {
        return Image.run(Map.of("MANWIDTH", "100", "LC_ALL", "C.UTF-8"), command);
    }

    private static String shown(String page) {
        Outcome man = run("man", "-l", file(page));
        assertEquals("", man.err());
        return man.out();
    }

    private static String words(String page) {
        return shown(page).replaceAll("\\s+", " ");
    }

    private static void assertQuiet(Outcome outcome) {
        assertEquals("", outcome.out() + outcome.err());
        assertEquals(0, outcome.status());
    }

    @ParameterizedTest
    @MethodSource("names")
    void noProgramWarnsOfAnything(String page) {
        assertQuiet(run("groff", "-man", "-ww", "-z", "-Tutf8", file(page)));
        assertQuiet(run("mandoc", "-Tlint", "-Wall", file(page)));
        assertEquals("", run("man", "--warnings", "-l", file(page)).err());
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatisUnderstandsTheName(String page) {
        String name = page.substring(0, page.length() - 2);
        String line = run("lexgrog", file(page)).out();
        assertTrue(line.matches("(?s).*: \"" + Pattern.quote(name) + " - [a-zV].*[^.]\"\n"), line);
    }

    @Test
    void manFindsEveryPageByItsSubject() {
        assertQuiet(run("mandb", "--quiet", manual().toString()));
        Outcome found = run("man", "-M", manual().toString(), "-k", "vfnet");
        Set<String> pages = found.out()
                .lines()
                .map(line -> line.replaceAll("^(\\S+) \\((\\d)\\).*", "$1.$2"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(names()), pages, found.toString());
    }

    @ParameterizedTest
    @MethodSource("commandPages")
    void aPageHasTheSectionsThatPeopleLookFor(String page) {
        List<String> titles = shown(page).lines().filter(SECTIONS::contains).toList();
        assertEquals(SECTIONS, titles);
    }

    @ParameterizedTest
    @MethodSource("commandPages")
    void aPageHasAllThatTheHelpHas(String page) {
        CommandSpec syntax = CommandSpecs.named(page.substring("vfnet-".length(), page.length() - 2))
                .orElseThrow();
        String text = words(page);
        Stream.concat(syntax.options().stream(), Options.GLOBAL_OPTIONS.stream())
                .forEach(option -> {
                    option.names().forEach(name -> assertTrue(text.contains(name), name));
                    assertTrue(text.contains(option.help()), option.help());
                });
        syntax.parameters().each().forEach(parameter -> assertTrue(text.contains(parameter.help()), parameter.label()));
        syntax.examples().forEach(example -> assertTrue(text.contains(example), example));
        for (ExitCode code : ExitCode.values()) {
            assertTrue(text.contains(" " + code.status() + " " + code.meaning()), code.name());
        }
    }

    @Test
    void theProgramsPageNamesEveryCommand() {
        String text = words("vfnet.8");
        CommandSpecs.ALL.forEach(
                syntax -> assertTrue(text.contains(" " + syntax.name() + " " + syntax.summary()), syntax.name()));
    }

    /** An option that a page's sentences name exists in some command. */
    @ParameterizedTest
    @MethodSource("names")
    void noPageNamesWhatIsNotThere(String page) {
        String text = words(page);
        Set<String> known = Stream.concat(
                        CommandSpecs.ALL.stream().flatMap(syntax -> syntax.options().stream()),
                        Options.GLOBAL_OPTIONS.stream())
                .flatMap(option -> option.names().stream())
                .collect(Collectors.toSet());
        Pattern.compile("(?<![\\w-])--[a-z-]+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .forEach(option -> assertTrue(known.contains(option), option));
        REFERENCE
                .matcher(text)
                .results()
                .map(match -> match.group(1) + "." + match.group(2))
                .forEach(other -> assertTrue(names().contains(other), other));
    }

    /** Each field below its heading, with its type and its range. */
    @Test
    void theConfigurationsPageHasEveryFieldOfTheSchema() throws IOException {
        JsonNode schema = JsonMapper.shared().readTree(Files.readString(SCHEMA));
        assertFields("THE FILE", schema.get("properties"));
        assertFields("PORTS", schema.at("/$defs/port/properties"));
        assertFields("VFS", schema.at("/$defs/vf/properties"));
        assertFields("VLAN", schema.at("/$defs/vlan/properties"));
    }

    @Test
    void theExampleOfTheConfigurationsPageIsValid() throws IOException {
        Path example = folder.resolve("example.json");
        Files.writeString(
                example,
                shown(CONFIGURATION)
                        .lines()
                        .dropWhile(line -> !line.equals("           {"))
                        .takeWhile(line -> !line.isEmpty())
                        .collect(Collectors.joining("\n")));
        Outcome exported = Cli.run(
                "--sysroot",
                Machines.file("x550").toString(),
                "--config",
                example.toString(),
                "export",
                "--to",
                "link");
        assertEquals(0, exported.status(), exported.toString());
        assertTrue(exported.out().contains("SR-IOVVirtualFunctions=4"), exported.out());
    }

    private static void assertFields(String title, JsonNode fields) {
        String section = Arrays.stream(shown(CONFIGURATION).split("\n(?=[A-Z])"))
                .filter(text -> text.startsWith(title + "\n"))
                .findFirst()
                .orElseThrow();
        List<String> items = List.of(section.split("\n\n?(?= {7}[a-z$]\\S*(\n| +[A-Z]))"));
        assertEquals(fields.size(), items.size() - 1, section);
        fields.properties().forEach(field -> {
            String start = "(?s) {7}" + Pattern.quote(field.getKey()) + "\\s.*";
            String item = items.stream()
                    .filter(text -> text.matches(start))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(title + " lacks " + field.getKey()))
                    .replaceAll("\\s+", " ");
            limits(field.getValue())
                    .forEach(limit -> assertTrue(
                            item.matches(".*\\b" + Pattern.quote(limit) + "\\b.*"),
                            field.getKey() + " lacks " + limit + ": " + item));
        });
    }

    private static Stream<String> limits(JsonNode field) {
        Stream<String> numbers = Stream.of("minimum", "maximum", "minLength", "maxLength", "default", "const")
                .map(field::path)
                .filter(limit -> limit.isInt() || limit.isString())
                .map(JsonNode::asString);
        return Stream.concat(numbers, field.path("enum").valueStream().map(JsonNode::asString));
    }

    /** Paths outside /usr are those of the installation, and a blank or a hyphen in them does no harm. */
    @Test
    void thePlacesAreThoseOfTheInstallation() throws IOException {
        Prefix prefix = Prefix.parse("/mnt/tank/vf net").orElseThrow();
        for (Artifact page : pages(prefix)) {
            assertFalse(PLACEHOLDER.matcher(page.text()).find(), page.text());
            Files.createDirectories(page.path().getParent());
            Files.writeString(page.path(), page.text());
        }
        String text = run(
                        "man",
                        "-l",
                        folder.resolve("mnt/tank/vf net/share/man/man8/vfnet.8").toString())
                .out();
        assertTrue(text.contains("/mnt/tank/vf net/etc/vfnet/config.json"), text);
        assertTrue(text.contains("/mnt/tank/vf net/lib/vfnet/manifest"), text);
    }
}
