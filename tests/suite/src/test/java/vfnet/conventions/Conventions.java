package vfnet.conventions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project itself, as its files say. */
final class Conventions {
    /** The POM's. */
    static final String VERSION = System.getProperty("vfnet.version");
    private static final Pattern MODULE = Pattern.compile("<module>modules/([a-z]+)</module>");

    private Conventions() {}

    /** The modules that the root POM names. */
    static List<String> modules() throws IOException {
        return MODULE.matcher(Files.readString(Path.of("pom.xml"))).results().map(match -> match.group(1)).sorted().toList();
    }

    /** Every Java source of the product. */
    static List<Path> productSources() throws IOException {
        return javaFiles(Path.of("modules"));
    }

    /** Every Java source of the product and its tests. */
    static List<Path> allSources() throws IOException {
        return Stream.of("modules", "tests", "jlink").map(Path::of).filter(Files::isDirectory)
                .flatMap(folder -> javaFiles(folder).stream()).toList();
    }

    private static List<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.toString().contains("/target/"))
                    .sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
