package vfnet.discovery;

import java.time.Duration;
import java.util.Optional;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.WaitingTime;

/** A question that may never be answered, asked on a thread of its own: meanwhile others are asked. */
abstract class Bounded<T> {
    private final WaitingTime waiting;
    private final String question;
    private final String consequence;
    private final Asking asking;
    private volatile Reading<T> answer;
    private boolean abandoned;
    private boolean begun;
    private boolean waited;

    /**
     * @param waiting     how long the command may wait for all answers
     * @param consequence what is unknown without an answer
     */
    Bounded(WaitingTime waiting, String question, String consequence) {
        this.waiting = waiting;
        this.question = question;
        this.consequence = consequence;
        answer = unreadable("did not answer before, and was not asked again");
        asking = new Asking(this::ask, question);
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
        synchronized (asking) {
            answer = abandoned ? answer : found;
        }
    }

    /** Looks for the answer. */
    abstract Reading<T> find();

    /** Asks, unless that was done already. */
    final void begin() {
        if (!begun) {
            begun = true;
            waited = waiting.hasGivenUp(question);
            if (!waited) {
                asking.start();
            }
        }
    }

    /** The answer, waited for where it is not there yet. */
    final Reading<T> answer() {
        begin();
        if (!waited) {
            waited = true;
            await(waiting.left());
        }
        return answer;
    }

    private void await(Duration patience) {
        long start = System.nanoTime();
        try {
            if (!asking.join(patience)) {
                abandon(unreadable("did not answer within " + (patience.toMillis() + 999) / 1000 + " s"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        waiting.spend(Duration.ofNanos(System.nanoTime() - start));
    }

    /** Its program is ended, and what the thread finds all the same comes too late. */
    private void abandon(Reading<T> instead) {
        synchronized (asking) {
            abandoned = asking.isAlive();
            answer = abandoned ? instead : answer;
        }
        waiting.giveUp(question);
        asking.giveUp();
    }

    /** Why there is no answer; empty when there is one, or nobody asked. */
    final Optional<Problem> problem() {
        return begun ? answer().problem() : Optional.empty();
    }

    final Reading<T> unreadable(String why) {
        return Reading.unreadable(new Problem(question, why + "; " + consequence));
    }
}
