// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system.program;

import java.util.Optional;

/**
 * A thread that asks a question which may never be answered. Where a program is asked, giving up ends the program and
 * what it started; a thread in the kernel is left alone, and keeps nothing alive.
 */
final class Asking extends Thread {
    private Optional<Process> program = Optional.empty();
    private boolean givenUp;

    Asking(Runnable question, String name) {
        super(question, name);
        setDaemon(true);
    }

    /** The program that is asked from now on. */
    synchronized void runs(Process process) {
        program = Optional.of(process);
        if (givenUp) {
            end(process);
        }
    }

    /** Nobody waits for the answer any more. */
    synchronized void giveUp() {
        givenUp = true;
        program.ifPresent(Asking::end);
    }

    /** Its children first: they hold the pipe that we read. */
    static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
