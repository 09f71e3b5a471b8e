// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's own files. */
final class Conventions {
    /** The POM's. */
    static final String VERSION = System.getProperty("vfnet.version");
    /** The release that the documents speak of: the next one, as long as it is not there. */
    static final String RELEASE = VERSION.replace("-SNAPSHOT", "");

    private static final Pattern MODULE = Pattern.compile("<module>modules/([a-z]+)</module>");

    private static final Pattern SHEBANG = Pattern.compile("^#!.*\\b(sh|bash|python3)\\b");
    private static final List<Path> SCRIPTS = Stream.of(
                    "scripts", "tests", "jlink/src", "packaging", "modules", "findings", ".ci")
            .map(Path::of)
            .toList();

    private Conventions() {}

    /** The modules that the root POM names. */
    static List<String> modules() throws IOException {
        return MODULE.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .sorted()
                .toList();
    }

    /** Every Java source of the product. */
    static List<Path> productSources() throws IOException {
        return javaFiles(Path.of("modules"));
    }

    /** Every Java source of the product and its tests. */
    static List<Path> allSources() throws IOException {
        return Stream.of("modules", "tests", "jlink")
                .map(Path::of)
                .filter(Files::isDirectory)
                .flatMap(folder -> javaFiles(folder).stream())
                .toList();
    }

    /** Every source of any language that the project wrote; Maven's wrapper is Maven's. */
    static List<Path> licensedFiles() throws IOException {
        try (Stream<Path> scripts = Files.walk(Path.of("")).filter(Conventions::isScript)) {
            return Stream.concat(allSources().stream(), scripts.sorted()).toList();
        }
    }

    private static boolean isScript(Path file) {
        return SCRIPTS.stream().anyMatch(file::startsWith)
                && !file.toString().contains("target/")
                && Files.isRegularFile(file)
                && startsAScript(file);
    }

    private static boolean startsAScript(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return file.toString().endsWith(".py")
                    || lines.findFirst()
                            .filter(line -> SHEBANG.matcher(line).find())
                            .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")
                            && !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
