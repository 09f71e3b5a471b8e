package vfnet.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vfnet.apply.Outcome;
import vfnet.apply.Plan;
import vfnet.apply.Refusal;
import vfnet.apply.Step;
import vfnet.apply.VfInUse;
import vfnet.apply.Failure;
import vfnet.model.Inventory;

/**
 * How a start ended for one port: the one line that {@code systemctl status} shows for it.
 *
 * @param code the exit code that it stands for
 * @param line what happened
 */
record BootEnd(ExitCode code, String line) {

    static BootEnd failed(CommandFailure failure) {
        return new BootEnd(failure.exitCode(), failure.getMessage());
    }

    static BootEnd unchanged(PortPlan port) {
        return new BootEnd(ExitCode.DONE, port.row().title() + ": " + count(port) + " as saved, nothing to do");
    }

    static BootEnd planned(PortPlan port, Plan plan) {
        return plan.isEmpty() ? unchanged(port) : new BootEnd(ExitCode.DONE, port.row().title() + ": would "
                + plan.steps().stream().map(Step::words).collect(Collectors.joining(", ")));
    }

    static BootEnd refused(PortPlan port, Refusal refusal) {
        Optional<VfInUse> first = refusal.holders().stream().findFirst();
        return new BootEnd(ExitCode.of(refusal), port.row().title() + ": refused: " + refusal.words()
                + first.map(vf -> " (VF " + vf.index() + ": " + PortWords.holders(vf) + ")").orElse("")
                + "; nothing was changed");
    }

    static BootEnd of(PortPlan port, Outcome outcome) {
        String title = port.row().title() + ": ";
        return switch (outcome) {
            case Outcome.Done(Inventory _, List<String> unverified) -> unverified.isEmpty()
                    ? new BootEnd(ExitCode.DONE, title + count(port) + " as saved")
                    : new BootEnd(ExitCode.PARTLY, title + count(port) + ", but " + String.join("; ", unverified));
            case Outcome.RolledBack(Failure failure, Inventory _) -> new BootEnd(ExitCode.FAILED,
                    title + "failed: " + failure.what() + "; all changes to the port were rolled back");
            case Outcome.Left(Failure failure, String state, boolean _, Inventory _) -> new BootEnd(ExitCode.PARTLY,
                    title + "failed: " + failure.what() + "; not everything was rolled back, now " + state);
            case Outcome.Blocked(Step step, long pid, String state, Inventory _) -> new BootEnd(ExitCode.PARTLY,
                    title + "the kernel has not answered the request to " + step.words() + "; process " + pid
                            + " waits for it, now " + state);
        };
    }

    private static String count(PortPlan port) {
        return PortWords.count(port.wanted().port().count());
    }
}
