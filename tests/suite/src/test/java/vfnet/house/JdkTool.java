package vfnet.house;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.spi.ToolProvider;

/** javac and javadoc of the JDK that runs the tests. */
final class JdkTool {
    private JdkTool() {}

    /** What it says when it fails; empty when it does not. */
    static String run(String tool, List<String> arguments) {
        StringWriter words = new StringWriter();
        PrintWriter out = new PrintWriter(words);
        int status = ToolProvider.findFirst(tool).orElseThrow().run(out, out, arguments.toArray(String[]::new));
        return status == 0 ? "" : tool + " ended with " + status + "\n" + words;
    }
}
