// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import vfnet.apply.outcome.Outcome;
import vfnet.apply.state.PortRestores;
import vfnet.apply.state.SetNumbers;
import vfnet.model.PciAddress;
import vfnet.model.desired.PortRestore;
import vfnet.model.desired.PortRestore.Result;
import vfnet.model.desired.SavedPort;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.view.PfRow;

/**
 * Records what came of the ports that were to be brought to their saved state.
 *
 * @param context the machine and the environment of the operation
 * @param trigger what asked for it
 */
public record RestoreLog(OperationContext context, PortRestore.Trigger trigger) {

    /** What came of a port: empty where nothing was to be done, and nothing was. */
    private record End(Optional<Result> result, Optional<String> message) {
        static End of(Result result) {
            return new End(Optional.of(result), Optional.empty());
        }

        static End of(Result result, String message) {
            return new End(Optional.of(result), Optional.of(message));
        }
    }

    /**
     * Records the results. Without the record the ports are restored all the same, so a failure to write it is only
     * reported.
     *
     * @param outcomes the result of each entry
     */
    public void write(List<EntryOutcome> outcomes) {
        try {
            for (EntryOutcome outcome : outcomes) {
                write(outcome);
            }
        } catch (IOException e) {
            context.listener().tell("the result of this restore is not recorded: " + FileFailure.message(e));
        }
    }

    private void write(EntryOutcome outcome) throws IOException {
        switch (outcome) {
            case EntryOutcome.Attempted attempted -> {
                PfRow row = attempted.outcome().port().row();
                write(row.function().address(), row.devPort(), of(attempted.outcome()));
            }
            case EntryOutcome.LeftAlone(var _, PfRow row, String reason) ->
                write(row.function().address(), row.devPort(), End.of(Result.LEFT_ALONE, reason));
            case EntryOutcome.NotAttempted(SavedPort entry, OperationException reason) -> {
                // An absent port has only the place where it was saved.
                if (entry.pciAddress().isPresent()) {
                    write(
                            entry.pciAddress().get(),
                            entry.devPort(),
                            End.of(Result.FAILED, String.valueOf(reason.getMessage())));
                }
            }
        }
    }

    private void write(PciAddress pf, int devPort, End end) throws IOException {
        PortRestores restores = new PortRestores(context.machine().sysroot());
        boolean isGood = end.result()
                .filter(result -> result == Result.LEFT_ALONE || result == Result.FAILED)
                .isEmpty();
        if (isGood) {
            new SetNumbers(context.machine().sysroot()).delete(pf, devPort);
        }
        boolean isNoNews = end.result().isEmpty()
                && restores.read(pf, devPort)
                        .filter(before -> before.result() == Result.RESTORED)
                        .isPresent();
        if (!isNoNews) {
            restores.write(
                    pf,
                    devPort,
                    new PortRestore(
                            Instant.now().truncatedTo(ChronoUnit.MILLIS),
                            trigger,
                            end.result().orElse(Result.RESTORED),
                            end.message()));
        }
    }

    private static End of(PortOutcome outcome) {
        return switch (outcome) {
            case PortOutcome.Planned _, PortOutcome.Unchanged _ -> new End(Optional.empty(), Optional.empty());
            case PortOutcome.Refused refused ->
                End.of(Result.FAILED, "refused: " + refused.refusal().message());
            case PortOutcome.NotConfirmed _ -> End.of(Result.FAILED, "rolled back, because it was not confirmed");
            case PortOutcome.Ended ended -> of(ended.outcome());
        };
    }

    private static End of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done when done.remarks().isEmpty() -> End.of(Result.RESTORED);
            case Outcome.Done done ->
                End.of(done.isWrong() ? Result.FAILED : Result.UNVERIFIED, String.join("; ", done.lines()));
            case Outcome.RolledBack rolled ->
                End.of(Result.FAILED, rolled.failure().what() + "; rolled back");
            case Outcome.Left left -> End.of(Result.FAILED, left.failure().what() + "; now " + left.state());
            case Outcome.Blocked blocked ->
                End.of(
                        Result.FAILED,
                        "the kernel has not answered the request to "
                                + blocked.step().describe() + "; now " + blocked.state());
        };
    }
}
