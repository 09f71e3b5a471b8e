// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations;

import vfnet.apply.plan.Refusal;

/** Why an operation ends without its result: one line for a person, and what kind of reason it is. */
public final class OperationException extends Exception {
    private static final long serialVersionUID = 1;

    /** What kind of reason it is. */
    private final Kind kind;

    /** What a caller may need to tell apart without reading the message. */
    public enum Kind {
        /** It could not be done; all changes were rolled back. */
        FAILED,
        /** What was asked for is impossible on any machine, or on this one: an unknown port, a number out of range. */
        INVALID_REQUEST,
        /** Some of it was done, or not everything could be verified. */
        INCOMPLETE,
        /** The kernel does not permit this user to do it. */
        NOT_PERMITTED,
        /** Somebody uses what would be removed. */
        IN_USE;

        /**
         * {@return the kind of what the planner refuses}
         *
         * @param refusal what the planner answered instead of a plan
         */
        public static Kind of(Refusal refusal) {
            return switch (refusal.reason()) {
                case INVALID_REQUEST -> INVALID_REQUEST;
                case UNSUPPORTED -> FAILED;
                case IN_USE, CARD_IN_USE -> IN_USE;
            };
        }
    }

    /**
     * An operation that ends for a reason of its own.
     *
     * @param kind what kind of reason it is
     * @param message what failed, where, why and what to do next, without a period at its end
     */
    public OperationException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /**
     * An operation that ends because something under it failed.
     *
     * @param kind what kind of reason it is
     * @param message what failed, where, why and what to do next, without a period at its end
     * @param cause what was thrown below
     */
    public OperationException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** {@return what kind of reason it is} */
    public Kind kind() {
        return kind;
    }
}
