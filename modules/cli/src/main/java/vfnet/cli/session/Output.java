// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.session;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import vfnet.apply.outcome.Interruption;
import vfnet.cli.text.WrappedText;

/**
 * stdout or stderr. Its reader may stop reading, and write(2) then blocks. A command that changes the machine must not
 * hold its lock for that, nor ignore a signal: it writes from a thread of its own, and waits a moment for each text.
 * Everything is written in order; what is delayed follows when the command is done, unless a signal ends it first.
 */
public final class Output extends OutputStream {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final long PAUSE_MILLISECONDS = 50;
    /** Fits every terminal: asking for the width takes a process. */
    private static final int SHORT = 40;

    private final OutputStream to;
    private final Interruption interruption;
    private final Deque<byte[]> pending = new ArrayDeque<>();
    private Optional<Thread> writer = Optional.empty();
    private Optional<IOException> failure = Optional.empty();
    private boolean stuck;
    private final Supplier<OptionalInt> width;

    public Output(OutputStream to, Interruption interruption) {
        this(to, interruption, OptionalInt::empty);
    }

    /** @param width of the terminal that it is, which is asked for where a message is long; empty where it is none */
    public Output(OutputStream to, Interruption interruption, Supplier<OptionalInt> width) {
        this.to = to;
        this.interruption = interruption;
        this.width = width;
    }

    /**
     * Writes lines for people. What is wider than the terminal goes on in the next line, after a blank and not within a
     * word.
     *
     * @throws IOException when they cannot be written
     */
    public void say(String lines) throws IOException {
        boolean isLong = lines.lines().anyMatch(line -> line.length() > SHORT);
        OptionalInt columns = isLong ? width.get() : OptionalInt.empty();
        String shown = columns.isPresent() ? WrappedText.at(columns.getAsInt(), lines) : lines;
        write(shown.getBytes(StandardCharsets.UTF_8));
        flush();
    }

    /** From now on the caller does not wait long. */
    synchronized void writeApart() {
        if (writer.isEmpty()) {
            Thread thread = new Thread(this::writeAll, "output");
            thread.setDaemon(true);
            writer = Optional.of(thread);
            thread.start();
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (writer.isEmpty()) {
            to.write(bytes, from, length);
            to.flush();
            return;
        }
        synchronized (this) {
            byte[] copy = new byte[length];
            System.arraycopy(bytes, from, copy, 0, length);
            pending.addLast(copy);
            notifyAll();
            stuck = !isWrittenWithin(stuck ? Duration.ZERO : TIMEOUT);
            throwFailure();
        }
    }

    /**
     * Waits until everything is written; after a signal only a moment.
     *
     * @throws IOException when it cannot be written
     */
    public synchronized void finish() throws IOException {
        while (!interruption.isRequested() && !isWrittenWithin(Duration.ofMillis(PAUSE_MILLISECONDS))) {}
        isWrittenWithin(TIMEOUT);
        throwFailure();
    }

    private void throwFailure() throws IOException {
        Optional<IOException> thrown = failure;
        failure = Optional.empty();
        if (thrown.isPresent()) {
            throw thrown.get();
        }
    }

    private boolean isWrittenWithin(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        try {
            while (!pending.isEmpty() && System.nanoTime() - end < 0) {
                wait(PAUSE_MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return pending.isEmpty();
    }

    private void writeAll() {
        try {
            while (true) {
                byte[] next = next();
                Optional<IOException> wrong = written(next);
                synchronized (this) {
                    failure = failure.or(() -> wrong);
                    pending.removeFirst();
                    notifyAll();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized byte[] next() throws InterruptedException {
        while (pending.isEmpty()) {
            wait();
        }
        return pending.getFirst();
    }

    private Optional<IOException> written(byte[] bytes) {
        try {
            to.write(bytes);
            to.flush();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }
}
