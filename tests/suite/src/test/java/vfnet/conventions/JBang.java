// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import vfnet.suite.Outcome;

/**
 * JBang as a user has it, with settings of its own. What it builds is shared by all tests, since it depends on the
 * sources only.
 */
final class JBang {
    static final Path CHECKOUT = Path.of("").toAbsolutePath();
    private static final Path FETCHED = CHECKOUT.resolve("tests/jbang");
    private final Map<String, String> environment = new HashMap<>();

    /** @param settings the folder of its catalogs and trusted sources */
    JBang(Path settings) {
        assertTrue(
                Files.isDirectory(FETCHED.resolve("target/lib")),
                "JBang was not fetched: the suite runs after 'mvn package'");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PATH", FETCHED + ":" + System.getenv("PATH"));
        environment.put("JBANG_DIR", settings.toString());
        environment.put("JBANG_CACHE_DIR", FETCHED.resolve("target/cache").toString());
        environment.put("XDG_STATE_HOME", settings.resolve("state").toString());
        environment.put("VFNET_SYSROOT", Image.X550);
    }

    /** With this variable added or replaced. */
    JBang with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    /** The command line, run at the top of the checkout. */
    Outcome type(String line) {
        return typeIn(CHECKOUT, line);
    }

    Outcome typeIn(Path folder, String line) {
        return Image.run(environment, "sh", "-c", "cd \"$0\" && " + line, folder.toString());
    }
}
