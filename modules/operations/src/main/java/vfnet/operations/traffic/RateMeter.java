// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.traffic;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import vfnet.model.inventory.Counters;
import vfnet.operations.traffic.TrafficSample.Counted;

/** Makes rates of successive readings of counters. */
public final class RateMeter {
    private static final long HISTORY = Duration.ofMinutes(1).toNanos();
    private static final double NANOSECONDS = 1e9;

    private Map<Endpoint, Past> past = new HashMap<>();
    private Optional<Long> before = Optional.empty();

    /** Nothing has been read yet. */
    public RateMeter() {}

    /** What was read of an endpoint before. */
    private record Past(Optional<Counters> counters, Optional<CounterSource> source, Deque<Total> totals) {}

    /** Bytes per second at a time. */
    private record Total(long nanoTime, OptionalDouble bytes) {}

    /**
     * {@return the rates since the reading before; unknown where there is none} Ports and VFs that are not in this
     * reading are forgotten: one that comes back begins anew.
     *
     * @param sample the present reading
     */
    public List<Rate> next(TrafficSample sample) {
        Map<Endpoint, Past> present = new HashMap<>();
        List<Rate> rates = new ArrayList<>(sample.counted().size());
        for (Counted one : sample.counted()) {
            Optional<Past> last = Optional.ofNullable(past.get(one.endpoint()));
            Rate rate = rate(one, last, sample.nanoTime());
            rates.add(rate);
            Deque<Total> totals = last.map(Past::totals).orElseGet(ArrayDeque::new);
            remember(totals, new Total(sample.nanoTime(), rate.bytes()));
            present.put(one.endpoint(), new Past(one.counters().value(), one.source(), totals));
        }
        past = present;
        before = Optional.of(sample.nanoTime());
        return rates;
    }

    private Rate rate(Counted now, Optional<Past> last, long nanoTime) {
        Optional<Counters> earlier =
                last.filter(one -> one.source().equals(now.source())).flatMap(Past::counters);
        Optional<Counters> counters = now.counters().value();
        double seconds = before.map(time -> (nanoTime - time) / NANOSECONDS).orElse(0.0);
        boolean comparable = seconds > 0
                && earlier.isPresent()
                && counters.isPresent()
                && !isReset(earlier.get().received(), counters.get().received())
                && !isReset(earlier.get().sent(), counters.get().sent());
        Rate.Direction received = comparable
                ? Rate.Direction.between(
                        earlier.get().received(), counters.get().received(), seconds)
                : Rate.Direction.UNKNOWN;
        Rate.Direction sent = comparable
                ? Rate.Direction.between(earlier.get().sent(), counters.get().sent(), seconds)
                : Rate.Direction.UNKNOWN;
        Rate alone = new Rate(now.endpoint(), now.source(), received, sent, List.of());
        return new Rate(
                now.endpoint(),
                now.source(),
                received,
                sent,
                Stream.concat(
                                last.stream()
                                        .flatMap(one -> one.totals().stream())
                                        .filter(total -> nanoTime - total.nanoTime() < HISTORY)
                                        .map(Total::bytes),
                                Stream.of(alone.bytes()))
                        .toList());
    }

    /** Counters only grow. One that is smaller was reset, or wrapped at 32 bits: what passed since is unknown. */
    private static boolean isReset(Counters.Direction before, Counters.Direction now) {
        return isLess(now.bytes(), before.bytes())
                || isLess(now.packets(), before.packets())
                || isLess(now.errors(), before.errors())
                || isLess(now.dropped(), before.dropped());
    }

    private static boolean isLess(Optional<Long> now, Optional<Long> before) {
        return now.isPresent() && before.isPresent() && now.get() < before.get();
    }

    private static void remember(Deque<Total> totals, Total total) {
        totals.addLast(total);
        while (total.nanoTime() - totals.getFirst().nanoTime() >= HISTORY) {
            totals.removeFirst();
        }
    }
}
