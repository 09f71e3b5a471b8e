// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import java.util.Optional;
import vfnet.apply.outcome.Outcome;
import vfnet.apply.plan.Plan;
import vfnet.apply.plan.Refusal;
import vfnet.model.inventory.Inventory;

/** What came of a change to one port. */
public sealed interface PortOutcome {

    /** {@return what was planned, and for which port} */
    PortPlan port();

    /**
     * Only the plan was asked for, and there is one. It has no steps where the port is as requested.
     *
     * @param port what is planned
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
     * @param port what was asked for
     * @param refusal why there is no plan
     */
    record Refused(PortPlan port, Refusal refusal) implements PortOutcome {}

    /**
     * The port was as requested, and nothing was changed.
     *
     * @param port the plan, which has no steps
     */
    record Unchanged(PortPlan port) implements PortOutcome {}

    /**
     * The plan was carried out, or was begun.
     *
     * @param port what was planned
     * @param outcome what came of it, and what state the machine is in
     */
    record Ended(PortPlan port, Outcome outcome) implements PortOutcome {}

    /**
     * The plan was carried out, and was rolled back because nobody confirmed it in time.
     *
     * @param port what was planned
     * @param outcome what came of rolling it back
     */
    record NotConfirmed(PortPlan port, Outcome outcome) implements PortOutcome {}

    /** {@return whether the machine is another than before} */
    default boolean hasChanged() {
        return switch (this) {
            case Planned _, Refused _, Unchanged _ -> false;
            case Ended(PortPlan _, Outcome outcome) -> !(outcome instanceof Outcome.RolledBack);
            case NotConfirmed(PortPlan _, Outcome outcome) -> !(outcome instanceof Outcome.RolledBack);
        };
    }

    /** {@return the machine at the end; empty where nothing was touched} */
    default Optional<Inventory> after() {
        return switch (this) {
            case Planned _, Refused _ -> Optional.empty();
            case Unchanged(PortPlan port) -> Optional.of(port.inventory());
            case Ended(PortPlan _, Outcome outcome) -> Optional.of(outcome.after());
            case NotConfirmed(PortPlan _, Outcome outcome) -> Optional.of(outcome.after());
        };
    }
}
