package vfnet.model;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The answer to a question put to the machine. Absent, unreadable and zero are three things: a card without SR-IOV has
 * no {@code sriov_totalvfs}, a broken one has it and cannot be read, a third says 0.
 *
 * @param <T> what is read
 */
public sealed interface Reading<T> {

    /** It is there, and this is it. */
    record Value<T>(T content) implements Reading<T> {}

    /** It is not there, and that is an answer. */
    record Absent<T>() implements Reading<T> {}

    /** It may be there; it could not be read, for this reason. */
    record Unreadable<T>(Problem why) implements Reading<T> {}

    static <T> Reading<T> of(T content) {
        return new Value<>(content);
    }

    static <T> Reading<T> absent() {
        return new Absent<>();
    }

    static <T> Reading<T> unreadable(Problem problem) {
        return new Unreadable<>(problem);
    }

    /** The content, where there is one. */
    default Optional<T> value() {
        return this instanceof Value<T>(T content) ? Optional.of(content) : Optional.empty();
    }

    /** Why it could not be read; empty when it was read or is absent. */
    default Optional<Problem> problem() {
        return this instanceof Unreadable<T>(Problem problem) ? Optional.of(problem) : Optional.empty();
    }

    default boolean isUnreadable() {
        return this instanceof Unreadable<T>;
    }

    /** The same answer, its content put through {@code function}. */
    default <R> Reading<R> map(Function<? super T, ? extends R> function) {
        return fold(content -> new Value<>(function.apply(content)), Absent::new, Unreadable::new);
    }

    /** The answer to a second question that the content of this one leads to. */
    default <R> Reading<R> flatMap(Function<? super T, Reading<R>> function) {
        return fold(function, Absent::new, Unreadable::new);
    }

    /**
     * What one of the three makes of the answer. It is written without a switch over patterns, here and wherever a
     * listing comes by: such a switch spins a class at every start, which no start-up cache can hold.
     */
    default <R> R fold(Function<? super T, ? extends R> value, Supplier<? extends R> absent,
            Function<Problem, ? extends R> unreadable) {
        if (this instanceof Value<T>(T content)) {
            return value.apply(content);
        }
        return this instanceof Unreadable<T>(Problem why) ? unreadable.apply(why) : absent.get();
    }
}
