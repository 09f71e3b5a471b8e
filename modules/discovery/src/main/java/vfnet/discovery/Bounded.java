package vfnet.discovery;

import java.util.Optional;
import vfnet.model.Problem;
import vfnet.model.Reading;

/** A question that may never be answered, asked on a thread of its own: meanwhile others are asked. */
abstract class Bounded<T> {
    /** All of them take milliseconds, but a hanging driver or a dead file server can hold each for ever. */
    private static final int PATIENCE_MILLISECONDS = 10_000;

    private final String question;
    private final String consequence;
    private final Thread asking;
    private volatile Reading<T> answer;
    private boolean begun;
    private boolean waited;

    /** @param consequence what is unknown without an answer */
    Bounded(String question, String consequence) {
        this.question = question;
        this.consequence = consequence;
        answer = unreadable("did not answer within " + PATIENCE_MILLISECONDS / 1000 + " seconds");
        asking = new Thread(() -> answer = find(), question);
        asking.setDaemon(true);
    }

    /** Looks for the answer. */
    abstract Reading<T> find();

    /** Asks, unless that was done already. */
    final void begin() {
        if (!begun) {
            begun = true;
            asking.start();
        }
    }

    /** The answer, waited for where it is not there yet. */
    final Reading<T> answer() {
        if (!waited) {
            begin();
            waited = true;
            try {
                asking.join(PATIENCE_MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return answer;
    }

    /** Why there is no answer; empty when there is one, or nobody asked. */
    final Optional<Problem> problem() {
        return begun ? answer().problem() : Optional.empty();
    }

    final Reading<T> unreadable(String why) {
        return Reading.unreadable(new Problem(question, why + "; " + consequence));
    }
}
