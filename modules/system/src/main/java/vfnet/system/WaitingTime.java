// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * How long one command waits, in total, for programs and files that may never answer. Answers take milliseconds, but a
 * hanging driver or a dead file server can block each of them forever, and several timeouts would add up.
 */
public final class WaitingTime {
    /** Enough for every answer of a busy host. */
    private static final Duration USUAL = Duration.ofSeconds(10);
    /** What remains for a query when others have used up the time: it may be one that works. */
    private static final Duration MIN = Duration.ofSeconds(1);

    private final Set<String> hung = new HashSet<>();
    private Duration left;

    /** A command's usual time. */
    public WaitingTime() {
        this(USUAL);
    }

    /**
     * Another time.
     *
     * @param time in total
     */
    public WaitingTime(Duration time) {
        left = time;
    }

    /**
     * Gives a command more time than usual: no user waits for it, and a booting host is busy.
     *
     * @param time in total, from now on
     */
    public synchronized void raiseTo(Duration time) {
        left = left.compareTo(time) > 0 ? left : time;
    }

    /** {@return how long to wait for the next answer} */
    public synchronized Duration left() {
        return left.compareTo(MIN) > 0 ? left : MIN;
    }

    /**
     * Records a wait.
     *
     * @param time how long it was
     */
    public synchronized void spend(Duration time) {
        left = left.minus(time);
    }

    /**
     * Records a query that was given up: it is not made again.
     *
     * @param question the query
     */
    public synchronized void giveUp(String question) {
        hung.add(question);
    }

    /**
     * {@return whether this query was given up before}
     *
     * @param question the query
     */
    public synchronized boolean hasGivenUp(String question) {
        return hung.contains(question);
    }
}
