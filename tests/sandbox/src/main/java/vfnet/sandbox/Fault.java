// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.util.Optional;

/**
 * What fails, and when. As text: {@code create ENOMEM}, {@code every mac EAGAIN}, {@code probe+2 late 3000}, {@code @7
 * power-cut}.
 */
public record Fault(Trigger when, Effect what) {

    /** When it occurs. */
    public sealed interface Trigger {

        /** The operation of this {@link Operation#number}, once. */
        record Number(int operation) implements Trigger {}

        /** The next operation of this kind, after {@code passed} others of it have passed; once. */
        record Next(KernelCall call, int passed) implements Trigger {}

        /** Every operation of this kind, until disarmed. */
        record Every(KernelCall call) implements Trigger {}
    }

    /** The operation of this number. */
    public static Fault at(int operation, Effect what) {
        return new Fault(new Trigger.Number(operation), what);
    }

    /** The next operation of this kind. */
    public static Fault next(KernelCall call, Effect what) {
        return new Fault(new Trigger.Next(call, 0), what);
    }

    /** Every operation of this kind. */
    public static Fault every(KernelCall call, Effect what) {
        return new Fault(new Trigger.Every(call), what);
    }

    /** @return empty when the text is not a fault */
    public static Optional<Fault> parse(String words) {
        int space = words.indexOf(' ', words.startsWith("every ") ? "every ".length() : 0);
        if (space < 0) {
            return Optional.empty();
        }
        Optional<Effect> effect = Effect.parse(words.substring(space + 1).strip());
        return trigger(words.substring(0, space)).flatMap(when -> effect.map(what -> new Fault(when, what)));
    }

    private static Optional<Trigger> trigger(String words) {
        if (words.matches("@\\d{1,9}")) {
            return Optional.of(new Trigger.Number(Integer.parseInt(words.substring(1))));
        }
        if (words.startsWith("every ")) {
            return KernelCall.named(words.substring("every ".length())).map(Trigger.Every::new);
        }
        int plus = words.indexOf('+');
        if (plus < 0) {
            return KernelCall.named(words).map(call -> new Trigger.Next(call, 0));
        }
        return words.matches("[a-z_]+\\+\\d{1,9}")
                ? KernelCall.named(words.substring(0, plus))
                        .map(call -> new Trigger.Next(call, Integer.parseInt(words.substring(plus + 1))))
                : Optional.empty();
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        return switch (when) {
                    case Trigger.Number(int operation) -> "@" + operation;
                    case Trigger.Next(KernelCall call, int passed) -> call.word() + (passed == 0 ? "" : "+" + passed);
                    case Trigger.Every(KernelCall call) -> "every " + call.word();
                }
                + " " + what.describe();
    }
}
