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
import vfnet.system.HostProgram;
import vfnet.system.Sysroot;

/** The host's own {@code systemctl}, by its absolute path: root's PATH may be anybody's. */
public final class HostSystemctl implements Systemctl {
    /** Reading all units again takes a second on a large host. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Sysroot sysroot = Sysroot.live();

    /** The one there is. */
    public HostSystemctl() {}

    @Override
    public Optional<Problem> reload() {
        return run("daemon-reload");
    }

    /** One that has failed would be remembered after its unit is gone; one that has not needs no resetting. */
    @Override
    public Optional<Problem> stop(String unit) {
        Optional<Problem> stopped = run("stop", unit);
        run("reset-failed", unit);
        return stopped;
    }

    private Optional<Problem> run(String... words) {
        String line = "systemctl " + String.join(" ", words);
        Optional<String> program = HostProgram.find(sysroot, "systemctl").map(Path::toString);
        if (program.isEmpty()) {
            return Optional.of(new Problem(line, "there is no systemctl here"));
        }
        List<String> command = new ArrayList<>(List.of(program.get(), "--no-ask-password"));
        command.addAll(List.of(words));
        try {
            return run(command).map(why -> new Problem(line, why));
        } catch (IOException e) {
            return Optional.of(new Problem(line, "could not be started: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Problem(line, "was interrupted"));
        }
    }

    /** Its few lines fit into the pipe, so they can be read when it has ended. */
    private static Optional<String> run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        HostProgram.clean(builder.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return Optional.of("did not end within " + TIMEOUT.toSeconds() + " s");
        }
        if (process.exitValue() == 0) {
            return Optional.empty();
        }
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return Optional.of(errors.isEmpty() ? "ended with status " + process.exitValue()
                : errors.lines().findFirst().orElse(""));
    }
}
