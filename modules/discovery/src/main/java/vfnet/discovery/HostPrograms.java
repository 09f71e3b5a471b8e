package vfnet.discovery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.model.HostProgram;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.Sysroot;

/** Starts programs of the host that we run on, to read what they print. */
final class HostPrograms {
    private final Sysroot sysroot;

    HostPrograms(Sysroot sysroot) {
        this.sysroot = sysroot;
    }

    /** Where the program lies; empty where it is not installed. */
    Optional<String> find(String name) {
        return HostProgram.find(sysroot, name).map(Path::toString);
    }

    /**
     * What the command prints.
     *
     * @param question what a problem calls it
     */
    static Reading<byte[]> run(List<String> command, String question) {
        try {
            return start(command, question);
        } catch (IOException e) {
            return failed(question, "could not be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(question, "was interrupted");
        }
    }

    private static Reading<byte[]> start(List<String> command, String question) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        HostProgram.clean(builder.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        int status = process.waitFor();
        return status == 0 ? Reading.of(output) : failed(question, "ended with status " + status);
    }

    private static Reading<byte[]> failed(String question, String what) {
        return Reading.unreadable(new Problem(question, what));
    }
}
