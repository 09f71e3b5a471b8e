// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.List;

/**
 * Why there is no plan. Nothing has been touched.
 *
 * @param reason what kind of reason
 * @param message what, where, what is allowed, what to do: one or two lines for a person
 * @param holders the VFs that are in use; empty for another reason
 */
public record Refusal(Reason reason, String message, List<VfInUse> holders) implements PlanResult {

    /** Kinds of reasons. */
    public enum Reason {
        /** The wanted state is impossible on any machine or on this card: a wrong number. */
        INVALID_REQUEST,
        /** This PF creates no VFs as it is: no driver, or one that cannot. */
        UNSUPPORTED,
        /** Somebody uses a card whose driver would have to be unloaded, or nobody could look; force does not help. */
        CARD_IN_USE,
        /** Somebody uses a VF that would be disturbed, or nobody could look. */
        IN_USE
    }

    /** Keeps its own copy of what it is given. */
    public Refusal {
        holders = List.copyOf(holders);
    }
}
