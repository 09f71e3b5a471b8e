// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations;

import vfnet.apply.plan.Refusal;

/** Why an operation has no result: one line for people, and a kind for programs. */
public final class OperationException extends Exception {
    private static final long serialVersionUID = 1;

    /** The kind of a failure. */
    private final Kind kind;

    /** The message, which is never absent. */
    private final String message;

    /** What a caller may need to distinguish without reading the message. */
    public enum Kind {
        /** It failed; all changes were rolled back. */
        FAILED,
        /** The request is impossible on any machine, or on this one: an unknown port, a number out of range. */
        INVALID_REQUEST,
        /** Some of it was done, or not everything could be verified. */
        INCOMPLETE,
        /** The kernel does not permit this user to do it. */
        NOT_PERMITTED,
        /** What would be removed is in use. */
        IN_USE;

        /**
         * {@return the kind of a refusal by the planner}
         *
         * @param refusal the planner's result
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
     * An operation that fails.
     *
     * @param kind the kind of failure
     * @param message what failed, where, why and what to do next, without a period at its end
     */
    public OperationException(Kind kind, String message) {
        super(message);
        this.message = message;
        this.kind = kind;
    }

    /**
     * An operation that fails because of another exception.
     *
     * @param kind the kind of failure
     * @param message what failed, where, why and what to do next, without a period at its end
     * @param cause the other exception
     */
    public OperationException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.message = message;
        this.kind = kind;
    }

    /** {@return what failed, where, why and what to do next; there always is a message} */
    @Override
    public String getMessage() {
        return message;
    }

    /** {@return the kind of failure} */
    public Kind kind() {
        return kind;
    }
}
