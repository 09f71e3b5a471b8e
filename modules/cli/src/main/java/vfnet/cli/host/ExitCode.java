// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.host;

import java.util.List;
import vfnet.apply.outcome.Outcome;
import vfnet.apply.plan.Refusal;
import vfnet.model.desired.SavedPort;
import vfnet.operations.OperationException;
import vfnet.operations.live.EntryOutcome;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.live.PortPlan;
import vfnet.operations.usecase.ApplyResult;

/** The exit statuses. */
public enum ExitCode {
    /** Success; for a listing also where some attribute could not be read, which a warning names. */
    DONE(0, "done"),
    /** It failed; all changes were rolled back. */
    FAILED(1, "failed; one line on stderr says what"),
    /** The command line is invalid. */
    USAGE(2, "wrong usage: an unknown option, column, port or command, or an impossible number"),
    /** Partially completed, or not fully verified. */
    PARTLY(3, "partially completed, or not fully verified; stderr says what is missing"),
    /** The kernel does not permit this user to do it. */
    NOT_PERMITTED(4, "not permitted; nothing was changed"),
    /** What would be removed is in use. */
    IN_USE(5, "refused, because what would be removed is in use; nothing was changed"),
    /**
     * The live state differs from the saved configuration; for monitoring and for dry runs of tools that manage many
     * hosts.
     */
    WOULD_CHANGE(6, "drift detected (apply --dry-run, diff --check)"),
    /** Everything was done, and not all of it could be verified; only boot tells this from {@link #PARTLY}. */
    UNVERIFIED(7, "every saved port was restored, and not all of it could be verified (boot)");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    /**
     * {@return the exit code for a failure of this kind}
     *
     * @param kind the kind that {@link OperationException#kind()} gives
     */
    public static ExitCode of(OperationException.Kind kind) {
        return switch (kind) {
            case FAILED -> FAILED;
            case INVALID_REQUEST -> USAGE;
            case INCOMPLETE -> PARTLY;
            case NOT_PERMITTED -> NOT_PERMITTED;
            case IN_USE -> IN_USE;
        };
    }

    /**
     * {@return the exit code of a change to one port} A dry run that has steps is {@link #WOULD_CHANGE}.
     *
     * @param outcome the result for the port
     */
    public static ExitCode of(PortOutcome outcome) {
        return switch (outcome) {
            case PortOutcome.Planned planned -> planned.hasSteps() ? WOULD_CHANGE : DONE;
            case PortOutcome.Unchanged _ -> DONE;
            case PortOutcome.Refused(PortPlan _, Refusal refusal) -> of(OperationException.Kind.of(refusal));
            case PortOutcome.Ended(PortPlan _, Outcome.Done done) ->
                done.remarks().isEmpty() ? DONE : PARTLY;
            case PortOutcome.Ended(PortPlan _, Outcome.RolledBack _) -> FAILED;
            case PortOutcome.Ended _ -> PARTLY;
            case PortOutcome.NotConfirmed(PortPlan _, Outcome undone) ->
                undone instanceof Outcome.RolledBack ? FAILED : PARTLY;
        };
    }

    /**
     * {@return the exit code of one entry of the saved configuration}
     *
     * @param outcome the result of the entry
     */
    public static ExitCode of(EntryOutcome outcome) {
        return switch (outcome) {
            case EntryOutcome.Attempted(SavedPort _, PortOutcome port) -> of(port);
            case EntryOutcome.NotAttempted(SavedPort _, OperationException reason) -> of(reason.kind());
            case EntryOutcome.LeftAlone _ -> DONE;
        };
    }

    /**
     * {@return the exit code of all entries together: the one that they share; else partially completed}
     * {@link #WOULD_CHANGE} counts only where every entry is fine and the file has no problem.
     *
     * @param result the result of each entry, and the errors in the file
     */
    public static ExitCode of(ApplyResult result) {
        List<ExitCode> codes =
                result.outcomes().stream().map(ExitCode::of).distinct().toList();
        boolean good = codes.stream().allMatch(code -> code == DONE || code == WOULD_CHANGE);
        if (good && result.problems().isEmpty()) {
            return codes.contains(WOULD_CHANGE) ? WOULD_CHANGE : DONE;
        }
        if (codes.contains(DONE) || codes.contains(PARTLY)) {
            return PARTLY;
        }
        return codes.size() == 1 && !good ? codes.getFirst() : FAILED;
    }

    /** {@return the exit status, 0 to 255} */
    public int status() {
        return status;
    }

    /** {@return its meaning, for help and documentation} */
    public String meaning() {
        return meaning;
    }
}
