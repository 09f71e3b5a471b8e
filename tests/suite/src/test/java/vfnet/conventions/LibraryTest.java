// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.suite.Outcome;

/** The modules as other programs use them: documented, and used as in the library guide. */
@Tag("slow")
class LibraryTest {
    /** What was linked into the image: the modules, and the libraries as modules. */
    private static final String MODULE_PATH = "jlink/target/recompiled" + File.pathSeparator + "jlink/target/jars";

    private static final Pattern RUN =
            Pattern.compile("(?ms)^\\$ java --module-path (\\S+) -m (\\S+) (\\S+)\n(.*?)^```$");

    @Test
    void theJavadocIsWholeAndBuildsWithoutAWarning(@TempDir Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-quiet",
                "-Xdoclint:all",
                "-Werror",
                "-Xmaxwarns",
                "500",
                "-d",
                folder.toString(),
                "--module-path",
                MODULE_PATH,
                "--module",
                Conventions.modules().stream().map(module -> "vfnet." + module).collect(Collectors.joining(","))));
        for (String module : Conventions.modules()) {
            arguments.addAll(
                    List.of("--module-source-path", "vfnet." + module + "=modules/" + module + "/src/main/java"));
        }
        assertEquals("", JdkTool.run("javadoc", arguments));
    }

    @ParameterizedTest
    @CsvSource({"As a library, NextVf", "Changing a host, TwoVfs"})
    void aProgramInTheLibraryGuideDoesWhatTheGuideSays(String title, String name, @TempDir Path folder)
            throws IOException {
        Guide section = Guide.of("library").section(title);
        List<String> sources = section.blocks("java");
        Matcher shown = RUN.matcher(section.text());
        assertTrue(shown.find() && sources.size() == 2, "a module, a class and how to run it");
        Path info = Files.writeString(folder.resolve("module-info.java"), sources.getFirst());
        Path program = Files.writeString(folder.resolve(name + ".java"), sources.getLast());
        Path classes = folder.resolve("classes");
        String modules = shown.group(1).replace(":example", "").replace(":", File.pathSeparator);
        assertEquals(
                "",
                JdkTool.run(
                        "javac",
                        List.of(
                                "-Xlint:all,-requires-automatic,-requires-transitive-automatic",
                                "-Werror",
                                "--class-path",
                                folder.toString(),
                                "--module-path",
                                modules,
                                "-d",
                                classes.toString(),
                                info.toString(),
                                program.toString())));
        Outcome outcome = Image.run(
                Map.of(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "--module-path",
                modules + File.pathSeparator + classes,
                "-m",
                shown.group(2),
                shown.group(3));
        assertEquals("", outcome.err());
        assertEquals(shown.group(4), outcome.out());
    }
}
