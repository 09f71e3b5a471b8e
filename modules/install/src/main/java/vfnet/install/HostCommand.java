// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vfnet.model.Problem;
import vfnet.system.Sysroot;
import vfnet.system.program.HostProgram;

/** Runs a program of the host to its end, by its absolute path: root's PATH cannot be trusted. */
final class HostCommand {
    /** systemctl reloads all units in a second on a large host, mandb all pages in some seconds. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private HostCommand() {}

    /**
     * @param options come before the other arguments, and are not shown in a message
     * @return why it failed; empty when it succeeded
     */
    static Optional<Problem> run(String name, List<String> options, List<String> words) {
        String line = name + " " + String.join(" ", words);
        Optional<String> program = HostProgram.find(Sysroot.live(), name).map(Path::toString);
        if (program.isEmpty()) {
            return Optional.of(new Problem(line, "there is no " + name + " here"));
        }
        List<String> command = new ArrayList<>(List.of(program.get()));
        command.addAll(options);
        command.addAll(words);
        try {
            return run(command).map(why -> new Problem(line, why));
        } catch (IOException e) {
            return Optional.of(new Problem(line, "could not be started: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Problem(line, "was interrupted"));
        }
    }

    /** Its few lines fit into the pipe, so they can be read after its end. */
    private static Optional<String> run(List<String> command) throws IOException, InterruptedException {
        Process process = HostProgram.startForErrors(command);
        process.getOutputStream().close();
        if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return Optional.of("did not end within " + TIMEOUT.toSeconds() + " s");
        }
        if (process.exitValue() == 0) {
            return Optional.empty();
        }
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return Optional.of(
                errors.isEmpty()
                        ? "ended with status " + process.exitValue()
                        : errors.lines().findFirst().orElse(""));
    }
}
