// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.outcome;

import java.util.List;
import vfnet.apply.plan.Step;
import vfnet.model.inventory.Inventory;

/** The result of a plan. Each says what state the machine is in. */
public sealed interface Outcome {

    /** {@return the machine as last read} */
    Inventory after();

    /**
     * The machine is in the desired state.
     *
     * @param after the machine as last read
     * @param unverified what was written and could not be read back, or has not appeared yet; one line each
     */
    record Done(Inventory after, List<String> unverified) implements Outcome {}

    /**
     * A step failed; all changes were rolled back.
     *
     * @param failure the step, and why
     * @param after the machine as last read
     */
    record RolledBack(Failure failure, Inventory after) implements Outcome {}

    /**
     * A step failed, and so did the rollback.
     *
     * @param failure the step, and why
     * @param state the present state, one line
     * @param areVfsOurs whether the PF's VFs are those that this run has left, and not another process's
     * @param after the machine as last read
     */
    record Left(Failure failure, String state, boolean areVfsOurs, Inventory after) implements Outcome {}

    /**
     * A write does not return. It goes on in a process of its own.
     *
     * @param step the step
     * @param pid that process
     * @param state the present state, one line
     * @param after the machine as last read
     */
    record Blocked(Step step, long pid, String state, Inventory after) implements Outcome {}
}
