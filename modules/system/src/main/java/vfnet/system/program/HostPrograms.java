// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.system.Sysroot;
import vfnet.system.WaitingTime;

/** Runs programs of this host, to read what they print. */
public final class HostPrograms {
    /** ip prints 1.5 KB per interface and 0.4 KB per VF (iproute2 6.1): this is enough for ten thousand of them. */
    private static final int MAX_BYTES = 16 << 20;

    private final Sysroot sysroot;
    private final WaitingTime waiting;

    /** @param waiting the waiting time of callers without a timeout of their own */
    public HostPrograms(Sysroot sysroot, WaitingTime waiting) {
        this.sysroot = sysroot;
        this.waiting = waiting;
    }

    /** The path of the program; empty where it is not installed. */
    Optional<String> find(String name) {
        return HostProgram.find(sysroot, name).map(Path::toString);
    }

    /**
     * What the command prints.
     *
     * @param question its name in a problem
     */
    public Reading<byte[]> run(List<String> command, String question) {
        return Thread.currentThread() instanceof QueryThread asking
                ? asked(command, question, asking)
                : new TimeBoundQuery<byte[]>(waiting, question, "what it would say is unknown") {
                    @Override
                    protected Reading<byte[]> find() {
                        return run(command, question);
                    }
                }.answer();
    }

    private static Reading<byte[]> asked(List<String> command, String question, QueryThread asking) {
        try {
            return start(command, question, asking);
        } catch (IOException e) {
            return failed(question, "could not be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(question, "was interrupted");
        }
    }

    private static Reading<byte[]> start(List<String> command, String question, QueryThread asking)
            throws IOException, InterruptedException {
        Process process = HostProgram.startForOutput(command);
        asking.runs(process);
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readNBytes(MAX_BYTES + 1);
        if (output.length > MAX_BYTES) {
            QueryThread.end(process);
            return failed(question, "printed more than " + (MAX_BYTES >> 20) + " MiB");
        }
        int status = process.waitFor();
        return status == 0 ? Reading.of(output) : failed(question, "ended with status " + status);
    }

    private static Reading<byte[]> failed(String question, String what) {
        return Reading.unreadable(new Problem(question, what));
    }
}
