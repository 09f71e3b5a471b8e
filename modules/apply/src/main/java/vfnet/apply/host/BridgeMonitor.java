// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.host;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import vfnet.apply.kernel.BridgeEvents;
import vfnet.system.program.HostProgram;

/**
 * {@code bridge monitor fdb} and {@code ip monitor link}: they print a line for each change. What they print is not
 * read closely, since all is read as a whole afterwards; so nothing is lost where the kernel drops messages for a slow
 * reader.
 */
final class BridgeMonitor implements BridgeEvents {
    private static final List<List<String>> PROGRAMS =
            List.of(List.of("bridge", "monitor", "fdb"), List.of("ip", "monitor", "link"));

    private final List<Process> processes = new ArrayList<>();
    /** One permit where something has happened since the last wait. */
    private final Semaphore happened = new Semaphore(0);

    private volatile boolean ended;

    private BridgeMonitor() {}

    static BridgeMonitor start() {
        BridgeMonitor monitor = new BridgeMonitor();
        PROGRAMS.forEach(monitor::listen);
        return monitor;
    }

    private void listen(List<String> words) {
        List<String> command = new ArrayList<>(words);
        command.set(0, HostProgram.path(words.getFirst()));
        try {
            Process process = HostProgram.startForOutput(command);
            processes.add(process);
            Thread thread = new Thread(() -> read(process), String.join(" ", words));
            thread.setDaemon(true);
            thread.start();
        } catch (IOException e) {
            end();
        }
    }

    private void read(Process process) {
        byte[] buffer = new byte[8192];
        try (InputStream in = process.getInputStream()) {
            while (in.read(buffer) > 0) {
                happened.release();
            }
        } catch (IOException e) {
            // It has ended, as at the end of its output.
        }
        end();
    }

    private void end() {
        ended = true;
        happened.release();
    }

    @Override
    public Event await(Duration time) {
        try {
            if (!happened.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
                return Event.QUIET;
            }
            happened.drainPermits();
            return ended ? Event.ENDED : Event.CHANGED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Event.ENDED;
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
    }
}
