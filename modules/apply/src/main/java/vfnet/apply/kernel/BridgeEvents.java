// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.kernel;

import java.time.Duration;

/** Says when a forwarding database has changed: a bridge has learned or forgotten an address, or has a new port. */
public interface BridgeEvents extends AutoCloseable {

    /** What a wait has brought. */
    enum Event {
        /** Something has changed since the last wait. */
        CHANGED,
        /** Nothing has changed. */
        QUIET,
        /** There will be no more events. */
        ENDED
    }

    /**
     * Waits for a change.
     *
     * @param time how long to wait
     * @return what it has brought
     */
    Event await(Duration time);

    @Override
    void close();
}
