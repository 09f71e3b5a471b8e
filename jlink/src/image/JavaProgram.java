// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs Java in a process of its own, without the caller's environment. */
final class JavaProgram {
    private static final int LAST_LINES = 5;

    private JavaProgram() {}

    /** @throws BuildFailure with the last lines that it printed, when it fails */
    static void run(String java, List<String> arguments, Path folder, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.contains("JAVA") || name.startsWith("VFNET_"));
        int status;
        try {
            status = builder.start().waitFor();
        } catch (InterruptedException interrupted) {
            throw new BuildFailure("interrupted while waiting for " + java);
        }
        if (status != 0) {
            List<String> lines = Files.readAllLines(log);
            throw new BuildFailure(java + " failed with status " + status + "; " + log + " ends:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
        }
    }
}
