// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import java.util.Optional;
import vfnet.apply.outcome.Outcome;
import vfnet.apply.plan.Plan;
import vfnet.apply.plan.Refusal;
import vfnet.model.inventory.Inventory;

/** The result of a change to one port. */
public sealed interface PortOutcome {

    /** {@return the plan, with its port} */
    PortPlan port();

    /**
     * Only the plan was requested, and there is one. It has no steps where the port is in the desired state.
     *
     * @param port the plan
     */
    record Planned(PortPlan port) implements PortOutcome {

        /** {@return whether there is something to do} */
        public boolean hasSteps() {
            return port.planned() instanceof Plan plan && !plan.isEmpty();
        }
    }

    /**
     * There is no plan, and nothing was changed.
     *
     * @param port the request
     * @param refusal why there is no plan
     */
    record Refused(PortPlan port, Refusal refusal) implements PortOutcome {}

    /**
     * The port was in the desired state, and nothing was changed.
     *
     * @param port the plan, which has no steps
     */
    record Unchanged(PortPlan port) implements PortOutcome {}

    /**
     * The plan was executed, or was begun.
     *
     * @param port the plan
     * @param outcome the result, and the state of the machine
     */
    record Ended(PortPlan port, Outcome outcome) implements PortOutcome {}

    /**
     * The plan was executed, and was rolled back because it was not confirmed in time.
     *
     * @param port the plan
     * @param outcome the result of the rollback
     */
    record NotConfirmed(PortPlan port, Outcome outcome) implements PortOutcome {}

    /** {@return whether the machine was changed} */
    default boolean hasChanged() {
        return switch (this) {
            case Planned _, Refused _, Unchanged _ -> false;
            case Ended(PortPlan _, Outcome outcome) -> !(outcome instanceof Outcome.RolledBack);
            case NotConfirmed(PortPlan _, Outcome outcome) -> !(outcome instanceof Outcome.RolledBack);
        };
    }

    /** {@return the machine at the end; empty where nothing was changed} */
    default Optional<Inventory> after() {
        return switch (this) {
            case Planned _, Refused _ -> Optional.empty();
            case Unchanged(PortPlan port) -> Optional.of(port.inventory());
            case Ended(PortPlan _, Outcome outcome) -> Optional.of(outcome.after());
            case NotConfirmed(PortPlan _, Outcome outcome) -> Optional.of(outcome.after());
        };
    }
}
