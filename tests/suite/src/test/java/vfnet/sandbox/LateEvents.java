// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.time.Duration;
import java.util.TreeMap;
import vfnet.suite.Delegate;

/** A simulated kernel with events while vfnet waits: a driver is loaded late, udev names a port. */
final class LateEvents extends Delegate {
    private final Duration begin;
    private final TreeMap<Duration, Runnable> events = new TreeMap<>();

    LateEvents(SimulatedHost play) {
        super(play.kernel());
        begin = time();
    }

    /** Schedules an event after a delay. */
    LateEvents after(Duration time, Runnable event) {
        events.put(begin.plus(time), event);
        return this;
    }

    /** How long vfnet has taken so far. */
    Duration passed() {
        return time().minus(begin);
    }

    @Override
    public void pause(Duration time) {
        super.pause(time);
        while (!events.isEmpty() && events.firstKey().compareTo(time()) <= 0) {
            events.pollFirstEntry().getValue().run();
        }
    }
}
