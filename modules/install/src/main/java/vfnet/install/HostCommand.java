// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import vfnet.model.Problem;
import vfnet.system.Sysroot;
import vfnet.system.program.HostProgram;

/** Runs a program of the host to its end, by its absolute path: root's PATH cannot be trusted. */
final class HostCommand {
    /** systemctl reads all units again in a second on a large host, mandb all pages in some seconds. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** A process that waits for the kernel is not even ended by SIGKILL. */
    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration ASKED_EVERY = Duration.ofMillis(200);

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
        return run(command, Map.of(), TIMEOUT, () -> false).map(why -> new Problem(line, why));
    }

    /**
     * @param command the program by its absolute path, and its arguments
     * @param environment variables in addition to those of {@link HostProgram}
     * @param timeout after which it is ended, with all that it has started
     * @param interrupted asked meanwhile, and ends it likewise
     * @return what went wrong; empty when it was done
     */
    static Optional<String> run(
            List<String> command, Map<String, String> environment, Duration timeout, BooleanSupplier interrupted) {
        try {
            return await(start(command, environment), timeout, interrupted);
        } catch (IOException e) {
            return Optional.of(firstLine("could not be started: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("was interrupted");
        }
    }

    private static Process start(List<String> command, Map<String, String> environment) throws IOException {
        Process process = HostProgram.startForErrors(command, environment);
        process.getOutputStream().close();
        return process;
    }

    /** With all that it has started, which may write to its files until it is gone. */
    private static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, END_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Its few lines fit into the pipe, so they can be read when it has ended. */
    private static Optional<String> await(Process process, Duration timeout, BooleanSupplier interrupted)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (!process.waitFor(ASKED_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            boolean late = System.nanoTime() - begun >= timeout.toNanos();
            if (late || interrupted.getAsBoolean()) {
                end(process);
                return Optional.of(late ? "did not end within " + timeout.toSeconds() + " s" : "was interrupted");
            }
        }
        if (process.exitValue() == 0) {
            return Optional.empty();
        }
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return Optional.of(errors.isEmpty() ? "ended with status " + process.exitValue() : firstLine(errors));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
