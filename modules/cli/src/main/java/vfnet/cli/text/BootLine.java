// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.stream.Collectors;
import vfnet.apply.outcome.Failure;
import vfnet.apply.outcome.Outcome;
import vfnet.apply.plan.Plan;
import vfnet.apply.plan.Refusal;
import vfnet.apply.plan.Step;
import vfnet.model.VfRanges;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationException;
import vfnet.operations.live.EntryOutcome;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.live.PortPlan;
import vfnet.operations.view.PfRow;

/** The one line that {@code systemctl status} shows of a port after a start. */
public final class BootLine {
    private BootLine() {}

    public static String of(EntryOutcome outcome) {
        return switch (outcome) {
            case EntryOutcome.NotAttempted(SavedPort _, OperationException reason) -> reason.getMessage();
            case EntryOutcome.LeftAlone(SavedPort _, PfRow row, String reason) ->
                row.title() + ": left alone: " + reason;
            case EntryOutcome.Attempted(SavedPort _, PortOutcome port) ->
                port.port().row().title() + ": " + of(port);
        };
    }

    private static String of(PortOutcome outcome) {
        String count = VfRanges.count(outcome.port().desired().port().count());
        return switch (outcome) {
            case PortOutcome.Planned(PortPlan port)
            when port.planned() instanceof Plan plan && !plan.isEmpty() ->
                "would " + plan.steps().stream().map(Step::describe).collect(Collectors.joining(", "));
            case PortOutcome.Planned _, PortOutcome.Unchanged _ -> count + " as saved, nothing to do";
            case PortOutcome.Refused(PortPlan _, Refusal refusal) ->
                "refused: " + refusal.message()
                        + refusal.holders().stream()
                                .findFirst()
                                .map(vf -> " (VF " + vf.index() + ": " + PortMessages.holders(vf) + ")")
                                .orElse("")
                        + "; nothing was changed";
            case PortOutcome.Ended(PortPlan _, Outcome ended) -> of(ended, count);
            case PortOutcome.NotConfirmed(PortPlan _, Outcome undone) -> of(undone, count);
        };
    }

    private static String of(Outcome ended, String count) {
        return switch (ended) {
            case Outcome.Done done ->
                count + (done.remarks().isEmpty() ? " as saved" : ", but " + String.join("; ", done.lines()));
            case Outcome.RolledBack(Failure failure, Inventory _) ->
                "failed: " + failure.what() + "; all changes to the port were rolled back";
            case Outcome.Left(Failure failure, String state, boolean _, Inventory _) ->
                "failed: " + failure.what() + "; not everything was rolled back, now " + state;
            case Outcome.Blocked(Step step, long pid, String state, Inventory _) ->
                "the kernel has not answered the request to " + step.describe() + "; process " + pid
                        + " waits for it, now " + state;
        };
    }
}
