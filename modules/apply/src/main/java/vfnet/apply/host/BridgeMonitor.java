// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.host;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import vfnet.apply.kernel.BridgeEvents;
import vfnet.system.program.HostProgram;

/**
 * {@code bridge monitor fdb}: it prints a line for each change. What it prints is not read closely, since the database
 * is read as a whole afterwards; so nothing is lost where the kernel drops messages for a slow reader.
 */
final class BridgeMonitor implements BridgeEvents {
    private final Optional<Process> process;
    /** One permit where something has happened since the last wait. */
    private final Semaphore happened = new Semaphore(0);

    private volatile boolean ended;

    private BridgeMonitor(Optional<Process> process) {
        this.process = process;
        ended = process.isEmpty();
    }

    static BridgeMonitor start() {
        Optional<Process> started;
        try {
            started = Optional.of(HostProgram.startForOutput(List.of(HostProgram.path("bridge"), "monitor", "fdb")));
        } catch (IOException e) {
            started = Optional.empty();
        }
        BridgeMonitor monitor = new BridgeMonitor(started);
        started.ifPresent(monitor::listen);
        return monitor;
    }

    private void listen(Process bridge) {
        Thread thread = new Thread(() -> read(bridge), "bridge monitor");
        thread.setDaemon(true);
        thread.start();
        // A killed vfnet must not leave it behind.
        Runtime.getRuntime().addShutdownHook(new Thread(bridge::destroy));
    }

    private void read(Process bridge) {
        byte[] buffer = new byte[8192];
        try (InputStream in = bridge.getInputStream()) {
            while (in.read(buffer) > 0) {
                happened.release();
            }
        } catch (IOException e) {
            // It has ended, as at the end of its output.
        }
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
        process.ifPresent(Process::destroy);
    }
}
