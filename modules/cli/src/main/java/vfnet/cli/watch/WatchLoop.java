// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import vfnet.apply.outcome.Interruption;
import vfnet.cli.text.Palette;
import vfnet.model.Problem;

/** Reads and shows the traffic once per interval, until the count is reached or the user quits. */
public final class WatchLoop {
    /** How often a signal is looked for. */
    private static final Duration SLICE = Duration.ofMillis(100);

    private final TrafficSource source;
    private final Duration interval;
    private final Optional<Integer> count;
    private final Interruption interruption;

    /**
     * A loop.
     *
     * @param count the number of intervals; empty for no end
     */
    public WatchLoop(TrafficSource source, Duration interval, Optional<Integer> count, Interruption interruption) {
        this.source = source;
        this.interval = interval;
        this.count = count;
        this.interruption = interruption;
    }

    /** Receives the rates of an interval. */
    public interface Receiver {
        void accept(List<WatchedRate> rates) throws IOException;
    }

    /**
     * Hands on the rates of each interval.
     *
     * @throws IOException when the receiver cannot write them
     */
    public void run(Receiver receiver) throws IOException {
        source.next();
        long due = System.nanoTime();
        for (int done = 0; done < count.orElse(Integer.MAX_VALUE); done++) {
            due += interval.toNanos();
            if (!sleepUntil(due)) {
                return;
            }
            receiver.accept(source.next());
        }
    }

    /**
     * Shows them on the terminal.
     *
     * @throws IOException when it cannot be read
     */
    public void run(WatchScreen screen, Palette palette) throws IOException {
        WatchOrder order = WatchOrder.TRAFFIC;
        List<WatchedRate> rates = source.next();
        long due = System.nanoTime();
        int done = 0;
        draw(screen, rates, order, palette);
        while (!interruption.isRequested() && done < count.orElse(Integer.MAX_VALUE)) {
            Duration left = Duration.ofNanos(due + interval.toNanos() - System.nanoTime());
            Optional<Character> key = screen.key(left.compareTo(SLICE) < 0 ? left : SLICE);
            if (key.filter(pressed -> pressed == WatchScreen.QUIT).isPresent()) {
                return;
            }
            WatchOrder chosen = key.flatMap(WatchOrder::of).orElse(order);
            boolean isDue = System.nanoTime() - due >= interval.toNanos();
            if (isDue) {
                // What the machine was too busy for is left out, not caught up with.
                due = System.nanoTime();
                done++;
                rates = source.next();
            }
            if (isDue || chosen != order || screen.isResized()) {
                order = chosen;
                draw(screen, rates, order, palette);
            }
        }
    }

    private void draw(WatchScreen screen, List<WatchedRate> rates, WatchOrder order, Palette palette)
            throws WatchScreen.ClosedException {
        screen.draw(new WatchText(screen.width(), screen.height(), palette)
                .lines(
                        rates,
                        order,
                        interval.toSeconds(),
                        source.missing().stream().map(Problem::toString).collect(Collectors.joining("; "))));
    }

    /** Whether the time was reached before a signal came. */
    private boolean sleepUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            if (interruption.isRequested() || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(Math.min(left, SLICE.toNanos()));
        }
        return !interruption.isRequested();
    }
}
