// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system.program;

import java.time.Duration;
import java.util.Optional;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.system.WaitingTime;

/** A query that may never be answered, made on a thread of its own while others are made. */
public abstract class TimeBoundQuery<T> {
    private final WaitingTime waiting;
    private final String question;
    private final String consequence;
    private final Object lock = new Object();
    private Optional<QueryThread> asking = Optional.empty();
    private volatile Reading<T> answer;
    private boolean abandoned;
    private boolean begun;
    private boolean waited;

    /**
     * @param waiting how long the command may wait for all answers
     * @param consequence what is unknown without an answer
     */
    protected TimeBoundQuery(WaitingTime waiting, String question, String consequence) {
        this.waiting = waiting;
        this.question = question;
        this.consequence = consequence;
        answer = unreadable("did not answer before, and was not asked again");
    }

    private void ask() {
        Reading<T> found;
        try {
            found = find();
        } catch (OutOfMemoryError e) {
            found = unreadable("answered with more than this vfnet has memory for");
        } catch (RuntimeException e) {
            found = unreadable("gave an answer that vfnet does not understand (" + e + ")");
        }
        synchronized (lock) {
            answer = abandoned ? answer : found;
        }
    }

    /** Finds the answer. */
    protected abstract Reading<T> find();

    /** Starts the query, unless that was done already. */
    public final void begin() {
        if (!begun) {
            begun = true;
            waited = waiting.hasGivenUp(question);
            if (!waited) {
                asking = Optional.of(new QueryThread(this::ask, question));
                asking.get().start();
            }
        }
    }

    /** The answer; waits for it if necessary. */
    public final Reading<T> answer() {
        begin();
        if (!waited) {
            waited = true;
            await(waiting.left());
        }
        return answer;
    }

    private void await(Duration timeout) {
        long start = System.nanoTime();
        try {
            if (!asking.orElseThrow().join(timeout)) {
                abandon(unreadable("did not answer within " + (timeout.toMillis() + 999) / 1000 + " s"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        waiting.spend(Duration.ofNanos(System.nanoTime() - start));
    }

    /** Its program is killed, and a result of the thread that comes later is ignored. */
    private void abandon(Reading<T> instead) {
        synchronized (lock) {
            abandoned = asking.orElseThrow().isAlive();
            answer = abandoned ? instead : answer;
        }
        waiting.giveUp(question);
        asking.orElseThrow().giveUp();
    }

    /** Why there is no answer; empty when there is one, or the query was not made. */
    public final Optional<Problem> problem() {
        return begun ? answer().problem() : Optional.empty();
    }

    protected final Reading<T> unreadable(String why) {
        return Reading.unreadable(new Problem(question, why + "; " + consequence));
    }
}
