package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Outcome;

/** A fresh checkout on a machine that lacks what a build needs: each script says so, and what to install. */
class MissingToolsTest {
    private static final List<String> TOOLS = List.of("bash", "dirname", "readlink", "sed", "find", "flock", "mkdir", "cat", "xz",
            "touch", "mktemp", "uname", "tee", "awk", "rm", "mv", "cp");
    @TempDir
    private Path folder;

    /** A checkout that nothing was built in, as far as the scripts look at it before they build. */
    private Path checkout() throws IOException {
        Path checkout = Files.createDirectory(folder.resolve("checkout"));
        assertEquals(0, Image.run(Map.of(), "cp", "-a", "scripts", "pom.xml", checkout.toString()).status());
        return checkout;
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

    private Outcome run(String script, String... variables) throws IOException {
        List<String> line = new ArrayList<>(List.of("env", "-i", "PATH=" + tools(), "HOME=" + folder));
        line.addAll(List.of(variables));
        line.add(checkout().resolve("scripts").resolve(script).toString());
        return Image.run(Map.of(), line.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vfnet", "sandbox", "image", "jshell", "release", "test"})
    void withoutMavenItSaysSo(String script) throws IOException {
        Outcome outcome = run(script, "JAVA_HOME=" + System.getProperty("java.home"));
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue((outcome.out() + outcome.err()).contains("Maven"), outcome.toString());
    }
}
