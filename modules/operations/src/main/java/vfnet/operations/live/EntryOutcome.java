// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import vfnet.model.desired.SavedPort;
import vfnet.operations.OperationException;

/** What came of one entry of the saved configuration. */
public sealed interface EntryOutcome {

    /** {@return the entry} */
    SavedPort entry();

    /**
     * It came to a plan.
     *
     * @param entry the entry
     * @param outcome what came of its port
     */
    record Attempted(SavedPort entry, PortOutcome outcome) implements EntryOutcome {}

    /**
     * It did not come to a plan: its port is not there, is another card, or cannot be so.
     *
     * @param entry the entry
     * @param reason why
     */
    record NotAttempted(SavedPort entry, OperationException reason) implements EntryOutcome {}

    /** {@return whether the machine is another than before} */
    default boolean hasChanged() {
        return this instanceof Attempted(SavedPort _, PortOutcome outcome) && outcome.hasChanged();
    }
}
