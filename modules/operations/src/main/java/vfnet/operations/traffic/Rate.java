// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.traffic;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import vfnet.model.inventory.Counters;

/**
 * What passed through a port or VF between two readings of its counters.
 *
 * @param endpoint the port or VF
 * @param source who counts; empty where nobody does
 * @param received what it received
 * @param sent what it sent
 * @param history bytes per second of both directions in the last minute, the oldest first; empty values where the rate
 *     was unknown
 */
public record Rate(
        Endpoint endpoint,
        Optional<CounterSource> source,
        Direction received,
        Direction sent,
        List<OptionalDouble> history) {

    /**
     * Rates of one direction, per second. Each is empty where it is not counted, was not counted before, or its counter
     * was reset in between.
     *
     * @param bytes bytes
     * @param packets good packets
     * @param errors bad packets
     * @param dropped good packets that found no buffer
     */
    public record Direction(
            OptionalDouble bytes, OptionalDouble packets, OptionalDouble errors, OptionalDouble dropped) {
        static final Direction UNKNOWN = new Direction(
                OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

        static Direction between(Counters.Direction before, Counters.Direction now, double seconds) {
            return new Direction(
                    perSecond(before.bytes(), now.bytes(), seconds),
                    perSecond(before.packets(), now.packets(), seconds),
                    perSecond(before.errors(), now.errors(), seconds),
                    perSecond(before.dropped(), now.dropped(), seconds));
        }

        private static OptionalDouble perSecond(Optional<Long> before, Optional<Long> now, double seconds) {
            return before.isPresent() && now.isPresent()
                    ? OptionalDouble.of((now.get() - before.get()) / seconds)
                    : OptionalDouble.empty();
        }
    }

    /** Copies the list. */
    public Rate {
        history = List.copyOf(history);
    }

    /** {@return whether somebody counts} */
    public boolean isCounted() {
        return source.isPresent();
    }

    /** {@return bytes per second of both directions; empty where neither is known} */
    public OptionalDouble bytes() {
        return received.bytes().isEmpty() && sent.bytes().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(received.bytes().orElse(0) + sent.bytes().orElse(0));
    }

    /** {@return errors and dropped packets per second of both directions; empty where none of them is counted} */
    public OptionalDouble losses() {
        return Stream.of(received.errors(), received.dropped(), sent.errors(), sent.dropped())
                .flatMap(loss -> loss.stream().boxed())
                .mapToDouble(Double::doubleValue)
                .reduce(Double::sum);
    }
}
