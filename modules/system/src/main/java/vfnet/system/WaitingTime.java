// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * How long one command waits, in all, for programs and files that may never answer. Answers take milliseconds, but a
 * hanging driver or a dead file server can hold each of them for ever, and several timeouts would add up.
 */
public final class WaitingTime {
    /** Enough for every answer of a busy host. */
    private static final Duration USUAL = Duration.ofSeconds(10);
    /** What remains for a question when others have used up the time: it may be a sound one. */
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
     * @param time in all
     */
    public WaitingTime(Duration time) {
        left = time;
    }

    /**
     * Gives a command more time than usual: nobody waits in front of it, and a host that starts is busy.
     *
     * @param time in all, from now on
     */
    public synchronized void raiseTo(Duration time) {
        left = left.compareTo(time) > 0 ? left : time;
    }

    /** {@return how long to wait for the next answer} */
    public synchronized Duration left() {
        return left.compareTo(MIN) > 0 ? left : MIN;
    }

    /**
     * Notes how long somebody waited.
     *
     * @param time how long
     */
    public synchronized void spend(Duration time) {
        left = left.minus(time);
    }

    /**
     * Notes that a question was given up: nobody asks it again.
     *
     * @param question what was asked
     */
    public synchronized void giveUp(String question) {
        hung.add(question);
    }

    /**
     * {@return whether this question was given up before}
     *
     * @param question what would be asked
     */
    public synchronized boolean hasGivenUp(String question) {
        return hung.contains(question);
    }
}
