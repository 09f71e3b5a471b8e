// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What was read from the machine. Absent, unreadable and zero are distinct: a card without SR-IOV has no
 * {@code sriov_totalvfs}, a broken one has it and reading it fails, a third one says 0.
 *
 * @param <T> what is read
 */
public sealed interface Reading<T> {

    /**
     * The value exists and was read.
     *
     * @param <T> what is read
     * @param content what was read
     */
    record Value<T>(T content) implements Reading<T> {}

    /**
     * It does not exist, which is a valid answer.
     *
     * @param <T> what is read
     */
    record Absent<T>() implements Reading<T> {}

    /**
     * It may exist, but could not be read.
     *
     * @param <T> what is read
     * @param why the reason
     */
    record Unreadable<T>(Problem why) implements Reading<T> {}

    /**
     * {@return a reading with this content}
     *
     * @param <T> what is read
     * @param content what was read
     */
    static <T> Reading<T> of(T content) {
        return new Value<>(content);
    }

    /**
     * {@return the reading of something that does not exist}
     *
     * @param <T> what is read
     */
    static <T> Reading<T> absent() {
        return new Absent<>();
    }

    /**
     * {@return the reading of something that could not be read}
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
     * {@return the same reading with its content mapped by {@code function}}
     *
     * @param <R> the mapped type
     * @param function maps the content
     */
    default <R> Reading<R> map(Function<? super T, ? extends R> function) {
        return fold(content -> new Value<>(function.apply(content)), Absent::new, Unreadable::new);
    }

    /**
     * {@return a second reading that depends on the content of this one}
     *
     * @param <R> what the second one reads
     * @param function makes the second reading
     */
    default <R> Reading<R> flatMap(Function<? super T, Reading<R>> function) {
        return fold(function, Absent::new, Unreadable::new);
    }

    /**
     * {@return the result of the function for this case}
     *
     * @param <R> the result
     * @param value takes the content
     * @param absent where it does not exist
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
