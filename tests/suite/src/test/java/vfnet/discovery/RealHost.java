// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Creates interfaces, namespaces and processes on the host that runs the tests, and removes them again. */
final class RealHost implements AutoCloseable {
    private final Deque<List<String>> undo = new ArrayDeque<>();
    private final List<Process> processes = new ArrayList<>();

    /** Skips the test where this is not allowed, or the kernel has no such thing. */
    void need(String command, String undoing) throws IOException, InterruptedException {
        Assumptions.assumeTrue(run(List.of(command.split(" "))), "needs root, and: " + command);
        if (!undoing.isEmpty()) {
            undo.push(List.of(undoing.split(" ")));
        }
    }

    /** A process that does nothing until this is closed. */
    Process idle(String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of("sleep", "600"));
        Process process = new ProcessBuilder(command).start();
        processes.add(process);
        return process;
    }

    private static boolean run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        for (List<String> command : undo) {
            run(command);
        }
    }
}
