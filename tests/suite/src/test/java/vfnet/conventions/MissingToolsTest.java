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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Outcome;

/**
 * A fresh checkout on a machine that lacks what a build needs: each script names what is missing, and what to install.
 */
@Tag("slow")
class MissingToolsTest {
    private static final List<String> TOOLS = List.of(
            "bash",
            "dirname",
            "readlink",
            "sed",
            "find",
            "flock",
            "mkdir",
            "cat",
            "xz",
            "touch",
            "mktemp",
            "uname",
            "tee",
            "awk",
            "rm",
            "mv",
            "cp",
            "tr",
            "sha256sum",
            "grep",
            "tail",
            "basename");

    @TempDir
    private Path folder;

    /**
     * A checkout without a build, as far as the scripts read it before they build. Nothing can be downloaded for it.
     */
    private Path checkout() throws IOException {
        Path checkout = Files.createDirectory(folder.resolve("checkout"));
        assertEquals(
                0,
                Image.run(Map.of(), "cp", "-a", "scripts", "pom.xml", "mvnw", ".mvn", checkout.toString())
                        .status());
        replace(checkout.resolve(".mvn/wrapper/maven-wrapper.properties"), "https://[^/]*", "http://127.0.0.1:1");
        replace(checkout.resolve("scripts/lib/temurin"), "https://[^/]*", "http://127.0.0.1:1");
        return checkout;
    }

    private static void replace(Path file, String found, String replacement) throws IOException {
        Files.writeString(file, Files.readString(file).replaceAll(found, replacement));
    }

    /** A search path with the tools that every Debian has, and no others. */
    private Path tools() throws IOException {
        Path tools = Files.createDirectory(folder.resolve("bin"));
        for (String tool : TOOLS) {
            Outcome place = Image.run(Map.of(), "sh", "-c", "command -v " + tool);
            assertEquals(0, place.status(), tool);
            Files.createSymbolicLink(tools.resolve(tool), Path.of(place.out().strip()));
        }
        return tools;
    }

    private Outcome run(Path script, String... variables) throws IOException {
        List<String> line = new ArrayList<>(List.of("env", "-i", "PATH=" + tools(), "HOME=" + folder));
        line.addAll(List.of(variables));
        line.add(script.toString());
        return Image.run(Map.of(), line.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vfnet", "sandbox", "image", "jshell", "release", "test"})
    void withoutMavenItSaysWhatItFetchesAndWhyThatFailed(String script) throws IOException {
        Outcome outcome =
                run(checkout().resolve("scripts").resolve(script), "JAVA_HOME=" + System.getProperty("java.home"));
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("fetching Apache Maven"), outcome.toString());
        assertTrue(outcome.err().contains("apt-get install maven"), outcome.toString());
    }

    @Test
    void withoutAJdkItSaysWhatItFetchesAndWhatToInstall() throws IOException {
        Path checkout = checkout();
        // No machine has this one.
        replace(checkout.resolve("scripts/lib/java.sh"), "required_jdk=25", "required_jdk=999");
        Outcome outcome = run(checkout.resolve("scripts/vfnet"));
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("fetching Eclipse Temurin"), outcome.toString());
        assertTrue(outcome.err().contains("apt-get install openjdk-999-jdk-headless"), outcome.toString());
    }

    @Test
    void aJdkOfJBangIsFound() throws IOException {
        Path jdks = Files.createDirectories(folder.resolve(".jbang/cache/jdks"));
        Files.createSymbolicLink(jdks.resolve("25"), Path.of(System.getProperty("java.home")));
        Path checkout = checkout();
        replace(checkout.resolve("scripts/lib/java.sh"), " /usr/lib/jvm/\\* /opt/\\*", "");
        Path script = checkout.resolve("scripts/found");
        Files.writeString(script, "#!/bin/bash\nset -eu\n. \"${0%/*}/lib/java.sh\"\necho \"$JAVA_HOME\"\n");
        script.toFile().setExecutable(true);
        Outcome outcome = run(script);
        assertEquals(jdks.resolve("25") + "\n", outcome.out(), outcome.toString());
    }
}
