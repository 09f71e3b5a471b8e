// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.spi.ToolProvider;

/** Tools of the JDK that runs the tests: javac, javadoc, jdeps. */
final class JdkTool {
    private JdkTool() {}

    /** Its messages when it fails; empty when it succeeds. */
    static String run(String tool, List<String> arguments) {
        StringWriter words = new StringWriter();
        int status = run(tool, arguments, words);
        return status == 0 ? "" : tool + " ended with " + status + "\n" + words;
    }

    /** Its output; it must succeed. */
    static String output(String tool, List<String> arguments) {
        StringWriter words = new StringWriter();
        int status = run(tool, arguments, words);
        assertEquals(0, status, () -> tool + " failed:\n" + words);
        return words.toString();
    }

    private static int run(String tool, List<String> arguments, StringWriter words) {
        PrintWriter out = new PrintWriter(words);
        return ToolProvider.findFirst(tool).orElseThrow().run(out, out, arguments.toArray(String[]::new));
    }
}
