// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import vfnet.apply.outcome.Outcome;
import vfnet.apply.plan.Plan;
import vfnet.apply.plan.Refusal;
import vfnet.model.desired.SavedPort;
import vfnet.operations.OperationException;
import vfnet.operations.view.PfRow;

/**
 * The one sequence by which a port is changed: nothing of an earlier run is waiting, plan, tell, carry out, tell.
 *
 * @param session the right to change the machine
 * @param listener is told how it goes on
 */
public record PortChange(HostChangeSession session, ChangeListener listener) {

    /** Reads the machine and plans. */
    @FunctionalInterface
    public interface Planning {
        /**
         * {@return the plan of the port, as the machine is now}
         *
         * @throws OperationException when nothing can be planned
         */
        PortPlan plan() throws OperationException;
    }

    /** Carries a plan out that has steps. */
    @FunctionalInterface
    public interface Execution {
        /**
         * Carries the plan out.
         *
         * @param plan what to do; it has at least one step
         * @return what came of it
         * @throws OperationException when it was not even begun
         */
        Outcome run(Plan plan) throws OperationException;
    }

    /**
     * Brings a whole port to the desired state. Where nothing is to be done, what an earlier run had left half done is
     * whole now.
     *
     * @param row the port
     * @param planning reads the machine and plans
     * @param execution carries the plan out
     * @return what came of it
     * @throws OperationException when nothing could be planned, or the kernel is still busy with an earlier request
     */
    public PortOutcome whole(PfRow row, Planning planning, Execution execution) throws OperationException {
        PortOutcome outcome = some(row, planning, execution);
        if (outcome instanceof PortOutcome.Unchanged) {
            session.isSettled(row);
        }
        return outcome;
    }

    /**
     * Brings some of a port's VFs to the desired state: that these need nothing says nothing of the others.
     *
     * @param row the port
     * @param planning reads the machine and plans
     * @param execution carries the plan out
     * @return what came of it
     * @throws OperationException when nothing could be planned, or the kernel is still busy with an earlier request
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
     * Tells a plan without carrying it out.
     *
     * @param port the plan
     * @param listener is told the plan and its outcome
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

    /** What may not come to a plan. */
    @FunctionalInterface
    public interface Attempt {

        /**
         * Plans, and carries out where that is asked for.
         *
         * @return what came of it
         * @throws OperationException when it does not come to a plan
         */
        PortOutcome make() throws OperationException;
    }

    /**
     * Tries one entry of the saved configuration, so that one that fails stops no other.
     *
     * @param entry the entry
     * @param attempt what is tried
     * @param listener is told why it did not come to a plan
     * @return what came of it
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
