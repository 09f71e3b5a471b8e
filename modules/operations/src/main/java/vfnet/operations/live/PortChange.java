// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import vfnet.apply.outcome.Outcome;
import vfnet.apply.plan.Plan;
import vfnet.apply.plan.Refusal;
import vfnet.model.desired.SavedPort;
import vfnet.operations.OperationException;
import vfnet.operations.view.PfRow;

/**
 * The one sequence by which a port is changed: check that no earlier request is pending, plan, report, execute, report.
 *
 * @param session the session that may change the machine
 * @param listener receives the progress
 */
public record PortChange(HostChangeSession session, ChangeListener listener) {

    /** Reads the machine and plans. */
    @FunctionalInterface
    public interface Planning {
        /**
         * {@return the plan of the port in its live state}
         *
         * @throws OperationException when nothing can be planned
         */
        PortPlan plan() throws OperationException;
    }

    /** Executes a plan that has steps. */
    @FunctionalInterface
    public interface Execution {
        /**
         * Executes the plan.
         *
         * @param plan the plan, with at least one step
         * @return the result
         * @throws OperationException when it was not even begun
         */
        Outcome run(Plan plan) throws OperationException;
    }

    /**
     * Brings a whole port to the desired state. If there is nothing to do, an unfinished change is complete now.
     *
     * @param row the port
     * @param planning reads the machine and plans
     * @param execution executes the plan
     * @return the result
     * @throws OperationException when nothing could be planned, or the kernel has not answered an earlier request
     */
    public PortOutcome whole(PfRow row, Planning planning, Execution execution) throws OperationException {
        PortOutcome outcome = some(row, planning, execution);
        if (outcome instanceof PortOutcome.Unchanged) {
            session.isSettled(row);
        }
        return outcome;
    }

    /**
     * Brings some of a port's VFs to the desired state, which says nothing of the others.
     *
     * @param row the port
     * @param planning reads the machine and plans
     * @param execution executes the plan
     * @return the result
     * @throws OperationException when nothing could be planned, or the kernel has not answered an earlier request
     */
    public PortOutcome some(PfRow row, Planning planning, Execution execution) throws OperationException {
        session.requireUnblocked(row);
        PortPlan port = planning.plan();
        listener.planned(port);
        PortOutcome outcome = switch (port.planned()) {
            case Refusal refusal -> new PortOutcome.Refused(port, refusal);
            case Plan plan when plan.isEmpty() -> new PortOutcome.Unchanged(port);
            case Plan plan -> new PortOutcome.Ended(port, execution.run(plan));
        };
        listener.ended(outcome);
        return outcome;
    }

    /**
     * Reports a plan without executing it.
     *
     * @param port the plan
     * @param listener receives the plan and its outcome
     * @return that it is only planned, or was refused
     */
    public static PortOutcome planned(PortPlan port, ChangeListener listener) {
        listener.planned(port);
        PortOutcome outcome = port.planned() instanceof Refusal refusal
                ? new PortOutcome.Refused(port, refusal)
                : new PortOutcome.Planned(port);
        listener.ended(outcome);
        return outcome;
    }

    /** An attempt that may not result in a plan. */
    @FunctionalInterface
    public interface Attempt {

        /**
         * Plans, and executes if requested.
         *
         * @return the result
         * @throws OperationException when there is no plan
         */
        PortOutcome make() throws OperationException;
    }

    /**
     * Tries one entry of the saved configuration, so that a failure does not stop the others.
     *
     * @param entry the entry
     * @param attempt the attempt
     * @param listener receives why there is no plan
     * @return the result
     */
    public static EntryOutcome attempt(SavedPort entry, Attempt attempt, ChangeListener listener) {
        try {
            return new EntryOutcome.Attempted(entry, attempt.make());
        } catch (OperationException e) {
            listener.failed(e);
            return new EntryOutcome.NotAttempted(entry, e);
        }
    }
}
