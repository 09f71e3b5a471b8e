// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.List;

/**
 * Why there is no plan. Nothing has been changed.
 *
 * @param reason the kind of reason
 * @param message what, where, what is allowed, what to do: one or two lines for people
 * @param holders the VFs that are in use; empty for another reason
 */
public record Refusal(Reason reason, String message, List<VfInUse> holders) implements PlanResult {

    /** Kinds of reasons. */
    public enum Reason {
        /** The desired state is impossible on any machine or on this card, such as a number that is too high. */
        INVALID_REQUEST,
        /** This PF cannot create VFs now: it has no driver, or one that does not support it. */
        UNSUPPORTED,
        /**
         * A card whose driver would have to be unloaded is in use, or that could not be checked; force does not help.
         */
        CARD_IN_USE,
        /** A VF that would be disturbed is in use, or that could not be checked. */
        IN_USE
    }

    /** Copies the list. */
    public Refusal {
        holders = List.copyOf(holders);
    }
}
