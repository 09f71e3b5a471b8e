// SPDX-License-Identifier: LGPL-3.0-or-later
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

    /**
     * It is there, and this is it.
     *
     * @param <T> what is read
     * @param content what was read
     */
    record Value<T>(T content) implements Reading<T> {}

    /**
     * It is not there, and that is an answer.
     *
     * @param <T> what is read
     */
    record Absent<T>() implements Reading<T> {}

    /**
     * It may be there; it could not be read, for this reason.
     *
     * @param <T> what is read
     * @param why the reason
     */
    record Unreadable<T>(Problem why) implements Reading<T> {}

    /**
     * {@return an answer with this content}
     *
     * @param <T> what is read
     * @param content what was read
     */
    static <T> Reading<T> of(T content) {
        return new Value<>(content);
    }

    /**
     * {@return the answer that it is not there}
     *
     * @param <T> what is read
     */
    static <T> Reading<T> absent() {
        return new Absent<>();
    }

    /**
     * {@return the answer that it could not be read}
     *
     * @param <T> what is read
     * @param problem the reason
     */
    static <T> Reading<T> unreadable(Problem problem) {
        return new Unreadable<>(problem);
    }

    /** {@return the content, where there is one} */
    default Optional<T> value() {
        return this instanceof Value<T>(T content) ? Optional.of(content) : Optional.empty();
    }

    /** {@return why it could not be read; empty when it was read or is absent} */
    default Optional<Problem> problem() {
        return this instanceof Unreadable<T>(Problem problem) ? Optional.of(problem) : Optional.empty();
    }

    /** {@return whether it could not be read} */
    default boolean isUnreadable() {
        return this instanceof Unreadable<T>;
    }

    /**
     * {@return the same answer, its content put through {@code function}}
     *
     * @param <R> what comes of it
     * @param function what to do with the content
     */
    default <R> Reading<R> map(Function<? super T, ? extends R> function) {
        return fold(content -> new Value<>(function.apply(content)), Absent::new, Unreadable::new);
    }

    /**
     * {@return the answer to a second question that the content of this one leads to}
     *
     * @param <R> what comes of it
     * @param function the second question
     */
    default <R> Reading<R> flatMap(Function<? super T, Reading<R>> function) {
        return fold(function, Absent::new, Unreadable::new);
    }

    /**
     * {@return what one of the three makes of the answer}
     *
     * @param <R> what comes of it
     * @param value takes the content
     * @param absent where it is not there
     * @param unreadable takes the reason
     */
    default <R> R fold(
            Function<? super T, ? extends R> value,
            Supplier<? extends R> absent,
            Function<Problem, ? extends R> unreadable) {
        return switch (this) {
            case Value<T>(T content) -> value.apply(content);
            case Absent<T>() -> absent.get();
            case Unreadable<T>(Problem why) -> unreadable.apply(why);
        };
    }
}
