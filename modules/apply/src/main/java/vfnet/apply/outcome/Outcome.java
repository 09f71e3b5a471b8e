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
     * Every step was done.
     *
     * @param after the machine as last read
     * @param remarks what could not be verified, and what is not as desired all the same; empty where the machine is in
     *     the desired state
     */
    record Done(Inventory after, List<Remark> remarks) implements Outcome {

        /** {@return the remarks, one line each} */
        public List<String> lines() {
            return remarks.stream().map(Remark::text).toList();
        }

        /** {@return whether something is known not to be as desired} */
        public boolean isWrong() {
            return remarks.stream().anyMatch(remark -> remark instanceof Remark.Wrong);
        }
    }

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
