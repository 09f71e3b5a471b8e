// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import vfnet.apply.outcome.Outcome;
import vfnet.model.desired.SavedPort;
import vfnet.operations.OperationException;
import vfnet.operations.view.PfRow;

/** The result of one entry of the saved configuration. */
public sealed interface EntryOutcome {

    /** {@return the entry} */
    SavedPort entry();

    /**
     * There was a plan.
     *
     * @param entry the entry
     * @param outcome the result of its port
     */
    record Attempted(SavedPort entry, PortOutcome outcome) implements EntryOutcome {}

    /**
     * There was no plan: its port is absent, another card, or cannot have that state.
     *
     * @param entry the entry
     * @param reason why
     */
    record NotAttempted(SavedPort entry, OperationException reason) implements EntryOutcome {}

    /**
     * An administrator wants the port otherwise, so nothing was done.
     *
     * @param entry the entry
     * @param row the port
     * @param reason why
     */
    record LeftAlone(SavedPort entry, PfRow row, String reason) implements EntryOutcome {}

    /** {@return whether the port is in the saved state, as far as that could be verified} */
    default boolean isDone() {
        return this instanceof Attempted(SavedPort _, PortOutcome outcome)
                && (outcome instanceof PortOutcome.Unchanged
                        || outcome instanceof PortOutcome.Ended(PortPlan _, Outcome.Done done)
                                && done.remarks().isEmpty());
    }

    /** {@return whether the machine was changed} */
    default boolean hasChanged() {
        return this instanceof Attempted(SavedPort _, PortOutcome outcome) && outcome.hasChanged();
    }
}
