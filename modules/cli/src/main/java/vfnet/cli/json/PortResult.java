// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.util.List;
import java.util.Optional;
import vfnet.apply.outcome.Failure;
import vfnet.apply.outcome.Outcome;
import vfnet.apply.plan.Refusal;
import vfnet.apply.plan.Step;
import vfnet.model.inventory.Inventory;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.live.PortPlan;

/**
 * The result of a port, for the document.
 *
 * @param word unchanged, planned, done, refused, rolled_back, left or blocked
 * @param reason why, where it is not done
 * @param state the present state, where that is neither the former nor the desired one
 * @param unverified what could not be read back
 */
public record PortResult(String word, Optional<String> reason, Optional<String> state, List<String> unverified) {

    static PortResult of(PortOutcome outcome) {
        return switch (outcome) {
            case PortOutcome.Planned planned -> plain(planned.hasSteps() ? "planned" : "unchanged");
            case PortOutcome.Unchanged _ -> plain("unchanged");
            case PortOutcome.Refused(PortPlan _, Refusal refusal) -> because("refused", refusal.message());
            case PortOutcome.Ended(PortPlan _, Outcome ended) -> of(ended);
            case PortOutcome.NotConfirmed(PortPlan _, Outcome undone) ->
                undone instanceof Outcome.RolledBack
                        ? because("rolled_back", "not confirmed")
                        : in("left", "not confirmed", undone instanceof Outcome.Left left ? left.state() : "");
        };
    }

    private static PortResult of(Outcome ended) {
        return switch (ended) {
            case Outcome.Done done -> new PortResult("done", Optional.empty(), Optional.empty(), done.lines());
            case Outcome.RolledBack(Failure failure, Inventory _) -> because("rolled_back", failure.what());
            case Outcome.Left(Failure failure, String state, boolean _, Inventory _) ->
                in("left", failure.what(), state);
            case Outcome.Blocked(Step step, long pid, String state, Inventory _) ->
                in("blocked", blocked(step, pid), state);
        };
    }

    /** Says that the kernel has not answered. */
    public static String blocked(Step step, long pid) {
        return "the kernel has not answered the request to " + step.describe() + " in time; process " + pid
                + " still waits for it and cannot be killed";
    }

    private static PortResult plain(String word) {
        return new PortResult(word, Optional.empty(), Optional.empty(), List.of());
    }

    private static PortResult because(String word, String why) {
        return new PortResult(word, Optional.of(why), Optional.empty(), List.of());
    }

    private static PortResult in(String word, String why, String state) {
        return new PortResult(word, Optional.of(why), Optional.of(state), List.of());
    }
}
