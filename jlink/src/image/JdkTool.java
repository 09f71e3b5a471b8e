// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.spi.ToolProvider;

/** javac and jlink of the JDK that runs this program. */
final class JdkTool {
    private JdkTool() {}

    static void run(String name, List<String> arguments) {
        StringWriter chatter = new StringWriter();
        PrintWriter writer = new PrintWriter(chatter, true);
        int status = ToolProvider.findFirst(name)
                .orElseThrow(() -> new BuildFailure("this Java has no " + name + ": use a full JDK"))
                .run(writer, writer, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new BuildFailure(name + " failed\n" + chatter.toString().strip());
        }
    }
}
