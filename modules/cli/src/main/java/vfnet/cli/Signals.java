// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vfnet.apply.outcome.Interruption;

/**
 * Handles Ctrl-C and SIGTERM: the command is asked to stop, and given the time to reach a state that it can report. The
 * Java runtime then ends the process with 130 or 143.
 */
final class Signals implements Interruption {
    /** A step of a rollback may have to wait for a driver, just like any other. */
    private static final int MAX_MINUTES = 5;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean desired;
    private volatile boolean watching;

    @Override
    public boolean isRequested() {
        return desired;
    }

    @Override
    public void watch() {
        watching = true;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "signals"));
    }

    private void stop() {
        desired = true;
        try {
            ended.await(MAX_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command has printed its last message. */
    void commandEnded() {
        if (watching) {
            ended.countDown();
        }
    }
}
