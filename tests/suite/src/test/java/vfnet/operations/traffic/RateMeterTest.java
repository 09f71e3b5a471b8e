// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.Counters;
import vfnet.operations.traffic.TrafficSample.Counted;

/** Rates between two readings: right, or unknown. */
class RateMeterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final PciAddress PF = PciAddress.parse("0000:01:00.0").orElseThrow();

    private static Endpoint vf(int link) {
        return new Endpoint(PF, Optional.empty(), Optional.of(3), PF, link == 0 ? Optional.empty() : Optional.of(link));
    }

    private static Counters.Direction direction(long bytes, long packets, long dropped) {
        return new Counters.Direction(
                Optional.of(bytes),
                Optional.of(packets),
                Optional.empty(),
                Optional.of(dropped),
                Optional.empty(),
                Optional.empty());
    }

    private static Counted counted(Endpoint endpoint, long bytes) {
        return counted(endpoint, CounterSource.INTERFACE, bytes, bytes / 100);
    }

    private static Counted counted(Endpoint endpoint, CounterSource source, long bytes, long packets) {
        return new Counted(
                endpoint,
                Optional.of(source),
                Reading.of(new Counters(direction(bytes, packets, 0), direction(2 * bytes, packets, packets))));
    }

    private static TrafficSample at(double second, Counted... counted) {
        return new TrafficSample((long) (second * SECOND), List.of(counted), Optional.empty());
    }

    private static Rate only(List<Rate> rates) {
        assertEquals(1, rates.size());
        return rates.getFirst();
    }

    @Test
    void aRateIsWhatCameInBetweenBySeconds() {
        RateMeter meter = new RateMeter();
        Rate first = only(meter.next(at(10, counted(vf(7), 1000))));
        assertEquals(Rate.Direction.UNKNOWN, first.received());
        assertEquals(OptionalDouble.empty(), first.bytes());
        Rate second = only(meter.next(at(12.5, counted(vf(7), 6000))));
        assertEquals(OptionalDouble.of(2000), second.received().bytes());
        assertEquals(OptionalDouble.of(4000), second.sent().bytes());
        assertEquals(OptionalDouble.of(20), second.received().packets());
        assertEquals(OptionalDouble.empty(), second.received().errors());
        assertEquals(OptionalDouble.of(20), second.sent().dropped());
        assertEquals(OptionalDouble.of(6000), second.bytes());
        assertEquals(OptionalDouble.of(20), second.losses());
        assertEquals(List.of(OptionalDouble.empty(), OptionalDouble.of(6000)), second.history());
    }

    @Test
    void aCounterThatWasResetGivesNoRate() {
        RateMeter meter = new RateMeter();
        meter.next(at(1, counted(vf(7), 1000)));
        assertEquals(
                Rate.Direction.UNKNOWN,
                only(meter.next(at(2, counted(vf(7), 999)))).received());
        assertEquals(
                OptionalDouble.of(1),
                only(meter.next(at(3, counted(vf(7), 1000)))).received().bytes());
    }

    /** One of them alone shows it: a card may keep the bytes and lose the packets. */
    @Test
    void aResetOfOneCounterMakesAllUnknown() {
        RateMeter meter = new RateMeter();
        meter.next(at(1, counted(vf(7), CounterSource.INTERFACE, 1000, 50)));
        Rate rate = only(meter.next(at(2, counted(vf(7), CounterSource.INTERFACE, 5000, 2))));
        assertEquals(OptionalDouble.empty(), rate.bytes());
        assertEquals(OptionalDouble.empty(), rate.losses());
    }

    @Test
    void aVfThatWasCreatedAgainBeginsAnew() {
        RateMeter meter = new RateMeter();
        meter.next(at(1, counted(vf(7), 1000)));
        Rate rate = only(meter.next(at(2, counted(vf(8), 900_000))));
        assertEquals(OptionalDouble.empty(), rate.bytes());
        assertEquals(1, rate.history().size());
    }

    @Test
    void aVfThatWasAwayForAnIntervalBeginsAnew() {
        RateMeter meter = new RateMeter();
        meter.next(at(1, counted(vf(7), 1000)));
        assertEquals(List.of(), meter.next(at(2)));
        assertEquals(
                OptionalDouble.empty(),
                only(meter.next(at(3, counted(vf(7), 900_000)))).bytes());
    }

    /** A VF that goes to a VM is counted by the PF's driver from then on: other numbers. */
    @Test
    void countersOfAnotherSourceAreNotCompared() {
        RateMeter meter = new RateMeter();
        meter.next(at(1, counted(vf(0), CounterSource.INTERFACE, 1000, 10)));
        Rate rate = only(meter.next(at(2, counted(vf(0), CounterSource.PF_DRIVER, 900_000, 9000))));
        assertEquals(OptionalDouble.empty(), rate.bytes());
    }

    @Test
    void whatCannotBeReadIsUnknownAndComesBack() {
        RateMeter meter = new RateMeter();
        meter.next(at(1, counted(vf(7), 1000)));
        Counted unread = new Counted(vf(7), Optional.empty(), Reading.unreadable(new Problem("ip", "hangs")));
        Rate rate = only(meter.next(at(2, unread)));
        assertTrue(rate.bytes().isEmpty() && !rate.isCounted());
        meter.next(at(3, counted(vf(7), 3000)));
        assertEquals(
                OptionalDouble.of(1000),
                only(meter.next(at(4, counted(vf(7), 4000)))).received().bytes());
    }

    @Test
    void twoReadingsAtOneTimeGiveNoRate() {
        RateMeter meter = new RateMeter();
        meter.next(at(1, counted(vf(7), 1000)));
        assertEquals(
                OptionalDouble.empty(),
                only(meter.next(at(1, counted(vf(7), 2000)))).bytes());
    }

    @Test
    void theHistoryIsOfTheLastMinute() {
        RateMeter meter = new RateMeter();
        Rate rate = only(meter.next(at(0, counted(vf(7), 0))));
        for (int second = 1; second <= 200; second++) {
            rate = only(meter.next(at(second, counted(vf(7), 100L * second))));
        }
        assertEquals(60, rate.history().size());
        assertTrue(rate.history().stream().allMatch(OptionalDouble.of(300)::equals), rate.toString());
    }
}
