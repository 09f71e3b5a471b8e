// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system.program;

import java.util.Optional;

/**
 * A thread for a query that may never be answered. Giving up kills the program that was asked and its children; a
 * thread that is blocked in the kernel is left alone, and does not keep the process alive.
 */
final class QueryThread extends Thread {
    private Optional<Process> program = Optional.empty();
    private boolean givenUp;

    QueryThread(Runnable question, String name) {
        super(question, name);
        setDaemon(true);
    }

    /** The program that is running from now on. */
    synchronized void runs(Process process) {
        program = Optional.of(process);
        if (givenUp) {
            end(process);
        }
    }

    /** The answer is not waited for any more. */
    synchronized void giveUp() {
        givenUp = true;
        program.ifPresent(QueryThread::end);
    }

    /** Its children first: they hold the pipe that we read. */
    static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
