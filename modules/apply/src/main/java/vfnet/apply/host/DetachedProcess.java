// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vfnet.apply.kernel.Answer;
import vfnet.model.Errno;
import vfnet.system.program.HostProgram;

/**
 * A process in a session of its own for a call that may block forever. A thread of this process in uninterruptible
 * sleep would prevent its exit; a child process blocks nobody, and Ctrl-C does not reach it.
 */
final class DetachedProcess {
    /** Nothing kills the child, so its pipes are read by a daemon thread. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Optional<Process> process;
    private final Thread drain;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final String notStarted;

    private DetachedProcess(Optional<Process> process, String notStarted) {
        this.process = process;
        this.notStarted = notStarted;
        drain = new Thread(this::drain, "child's errors");
        drain.setDaemon(true);
        drain.start();
    }

    /** @param input what it reads on its standard input */
    static DetachedProcess start(List<String> command, String input) {
        List<String> line = new ArrayList<>(List.of(HostProgram.path("setsid"), HostProgram.path(command.getFirst())));
        line.addAll(command.subList(1, command.size()));
        try {
            Process process = HostProgram.startForErrors(line);
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading; its exit status says why.
            }
            return new DetachedProcess(Optional.of(process), "");
        } catch (IOException e) {
            return new DetachedProcess(Optional.empty(), "cannot start " + command.getFirst() + ": " + e.getMessage());
        }
    }

    private void drain() {
        if (process.isEmpty()) {
            return;
        }
        try (InputStream in = process.get().getErrorStream()) {
            byte[] buffer = new byte[4096];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                synchronized (errors) {
                    errors.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // What was read so far has to do.
        }
    }

    /** Waits for it to end; after the timeout it is left running and its ID is returned. */
    Answer await(Duration timeout) {
        if (process.isEmpty()) {
            return new Answer.Refused(Optional.empty(), notStarted);
        }
        try {
            if (!process.get().waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Answer.Blocked(process.get().pid());
            }
            if (process.get().exitValue() == 0) {
                return new Answer.Accepted();
            }
            drain.join(DRAIN);
            return new Answer.Refused(
                    errors().lines()
                            .map(Errno::inMessage)
                            .flatMap(Optional::stream)
                            .findFirst(),
                    errors().strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Blocked(process.get().pid());
        }
    }

    /** Kills it. Only for a process on whose end nothing depends: not one that writes to sysfs. */
    void kill() {
        process.ifPresent(started -> {
            started.descendants().forEach(ProcessHandle::destroyForcibly);
            started.destroyForcibly();
        });
        await(DRAIN);
    }

    /** What it wrote on its standard error, once it has ended. */
    String allErrors() {
        try {
            drain.join(DRAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return errors();
    }

    /** What it wrote on its standard error so far. */
    String errors() {
        synchronized (errors) {
            return errors.toString(StandardCharsets.UTF_8);
        }
    }
}
