// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.suite.Expected;

/**
 * The scripts for JBang name each source, resource and dependency themselves, since a web server lists no folder: each
 * list is compared with the tree and the POM. {@code scripts/update-expected} updates them.
 */
class JBangScriptTest {
    private static final Path SCRIPTS = Path.of("scripts");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>\\s*<groupId>(?!io\\.github\\.bryanvaz)([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>");

    /** A script, and the folders that it is made of. */
    enum Script {
        VFNET("vfnet.java", "modules"),
        SANDBOX("vfnet-sandbox.java", "tests/sandbox");

        final Path file;
        final String folder;

        Script(String file, String folder) {
            this.file = SCRIPTS.resolve(file);
            this.folder = folder;
        }
    }

    private static List<Path> files(String folder, Predicate<String> which) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> which.test(file.toString()))
                    .sorted()
                    .toList();
        }
    }

    /** The required content of the script, from the tree and from Maven's resolution. */
    private static List<String> lists(Script script) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String dependency : dependencies(script.folder)) {
            lines.add("//DEPS " + dependency);
        }
        for (Path source : files(
                script.folder,
                name -> name.contains("/src/main/java/")
                        && name.endsWith(".java")
                        && !name.endsWith("/module-info.java"))) {
            lines.add("//SOURCES ../" + source);
        }
        for (Path resource : files(script.folder, name -> name.contains("/src/main/resources/"))) {
            lines.add("//FILES " + resource.toString().replaceFirst(".*/src/main/resources/", "") + "=../" + resource);
        }
        if (script == Script.SANDBOX) {
            for (Path machine : files("tests/machines", name -> name.endsWith(".machine"))) {
                lines.add("//FILES vfnet/sandbox/machines/" + machine.getFileName() + "=../" + machine);
            }
        }
        return lines;
    }

    /** Third-party libraries in the POMs, in the version on our own class path. */
    private static TreeSet<String> dependencies(String folder) throws IOException {
        TreeSet<String> dependencies = new TreeSet<>();
        for (Path pom : files(folder, name -> name.endsWith("/pom.xml"))) {
            DEPENDENCY
                    .matcher(Files.readString(pom))
                    .results()
                    .forEach(match ->
                            dependencies.add(match.group(1) + ":" + match.group(2) + ":" + version(match.group(2))));
        }
        return dependencies;
    }

    private static String version(String artifact) {
        Pattern jar =
                Pattern.compile("/" + Pattern.quote(artifact) + "/([^/]+)/" + Pattern.quote(artifact) + "-\\1\\.jar");
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .map(jar::matcher)
                .filter(match -> match.find())
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(artifact + " is not there"));
    }

    private static boolean isListed(String line) {
        return line.startsWith("//DEPS ") || line.startsWith("//FILES ") || line.startsWith("//SOURCES ../");
    }

    @ParameterizedTest
    @EnumSource
    void theListsAreTheTreesAndThePoms(Script script) throws IOException {
        List<String> lines = Files.readAllLines(script.file);
        if (Expected.UPDATE) {
            List<String> renewed = new ArrayList<>(
                    lines.stream().filter(line -> !isListed(line)).toList());
            renewed.addAll(lists(script));
            Files.write(script.file, renewed);
            lines = renewed;
        }
        assertEquals(
                String.join("\n", lists(script)),
                String.join(
                        "\n", lines.stream().filter(JBangScriptTest::isListed).toList()),
                "scripts/update-expected writes the lists anew");
    }

    @ParameterizedTest
    @EnumSource
    void theJavaIsThePoms(Script script) throws IOException {
        String release =
                Files.readString(Path.of("pom.xml")).replaceFirst("(?s).*<maven.compiler.release>(\\d+)<.*", "$1");
        assertTrue(Files.readAllLines(script.file).contains("//JAVA " + release + "+"));
    }

    @ParameterizedTest
    @EnumSource
    void itStartsAsAProgramToo(Script script) throws IOException {
        assertTrue(Files.isExecutable(script.file));
        assertEquals(
                "///usr/bin/env jbang \"$0\" \"$@\" ; exit $?",
                Files.readAllLines(script.file).getFirst());
    }

    @Test
    void javaIsToldWhatTheImageTellsIt() throws IOException {
        List<String> image = Files.readAllLines(Path.of("jlink/src/launcher/java-options"));
        List<String> options = Files.readAllLines(Script.VFNET.file).stream()
                .filter(line -> line.startsWith("//RUNTIME_OPTIONS "))
                .flatMap(line -> Stream.of(line.split(" ")).skip(1))
                .toList();
        assertFalse(options.isEmpty());
        // On the class path there is no module to name.
        options.forEach(
                option -> assertTrue(image.contains(option.replace("ALL-UNNAMED", "org.jline.terminal.ffm")), option));
    }

    @Test
    void theCatalogHasBothWithWordsOnEach() throws IOException {
        JsonNode aliases = new JsonMapper()
                .readTree(Files.readString(Path.of("jbang-catalog.json")))
                .path("aliases");
        assertEquals(List.of("vfnet", "vfnet-sandbox"), List.copyOf(aliases.propertyNames()));
        for (Script script : Script.values()) {
            JsonNode alias = aliases.path(script.file.getFileName().toString().replace(".java", ""));
            assertEquals(script.file.toString(), alias.path("script-ref").asString());
            assertTrue(alias.path("description").asString().length() > 20, alias.toString());
        }
    }
}
