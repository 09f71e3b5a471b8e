package vfnet.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.ConfirmationState;
import vfnet.apply.Kernel;
import vfnet.apply.Outcome;
import vfnet.apply.PendingRollback;
import vfnet.apply.Plan;
import vfnet.apply.Progress;
import vfnet.discovery.Look;

/**
 * A change by {@code vfnet apply --confirm} whose process is gone: it was killed. Whoever finds it holds the lock on the
 * live state, which that process held as long as it lived.
 */
final class OrphanedChange {
    private final Session session;
    private final ConfirmationState state;
    private final Kernel kernel;
    private final PendingRollback pending;

    private OrphanedChange(Session session, ConfirmationState state, Kernel kernel, PendingRollback pending) {
        this.session = session;
        this.state = state;
        this.kernel = kernel;
        this.pending = pending;
    }

    /**
     * The one that there is.
     *
     * @throws CommandFailure when that cannot be told, or for a machine that only can be looked at
     */
    static Optional<OrphanedChange> find(Session session) throws CommandFailure {
        ConfirmationState state = new ConfirmationState(session.machine().sysroot());
        Kernel kernel = LiveChange.kernel(session);
        try {
            Optional<PendingRollback> pending = state.pending();
            if (pending.isPresent() && state.isConfirmed()) {
                state.resolve("confirmed");
                kernel.stopTimer();
                return Optional.empty();
            }
            return pending.map(known -> new OrphanedChange(session, state, kernel, known));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "whether a change awaits its confirmation cannot be read from /run/vfnet: "
                    + FileFailure.words(e) + ". Nothing was changed", e);
        }
    }

    /** Whether nobody can confirm it any more: the time is over, or it never came to its end. */
    boolean isDue() {
        return !pending.finished() || left().isNegative() || left().isZero();
    }

    private Duration left() {
        return pending.deadline().minus(kernel.time());
    }

    /** Who has left it, for sentences. */
    String words() {
        return pending.words() + ", was killed";
    }

    /** What there is to do while there is time. */
    String advice() {
        return words() + " while its change awaited a confirmation; it is rolled back in " + Math.max(1, left().toSeconds())
                + " s. To keep the change: vfnet confirm";
    }

    /** It stays. */
    void confirm() {
        state.resolve("confirmed");
        kernel.stopTimer();
    }

    /** How many VFs a PF has now; none where it is gone. */
    private int number(Plan plan) throws CommandFailure {
        return session.inventory(new Look.AtCards()).physicalFunctions().stream()
                .filter(pf -> pf.function().address().equals(plan.pf())).mapToInt(pf -> pf.virtualFunctions().size()).sum();
    }

    /** Whether a number of VFs is none that the change makes or comes by. */
    private boolean isForeign(int number, Plan plan) {
        return number != plan.wanted().count() && number != plan.former().count() && (pending.finished() || number != 0);
    }

    /**
     * Rolls it back, the last port first.
     *
     * @return what was done, a line each
     * @throws CommandFailure when the machine cannot be read
     */
    List<String> rollBack(LiveChange change, Progress progress) throws CommandFailure {
        String why = words() + (pending.finished() ? " and nobody confirmed its change" : " before its change was complete");
        List<String> lines = new ArrayList<>();
        boolean whole = true;
        for (Plan plan : pending.changes().reversed()) {
            int number = number(plan);
            if (isForeign(number, plan)) {
                whole = false;
                lines.add(plan.pf() + ": " + why + ", but another process has changed the number of its VFs since; it has "
                        + PortWords.count(number) + " and is left alone");
                continue;
            }
            Outcome outcome = change.undo(plan, number, progress, why);
            String state = outcome instanceof Outcome.Left(var _, String words, var _, var _) ? words : "";
            whole &= outcome instanceof Outcome.RolledBack;
            lines.add(plan.pf() + ": " + why + (outcome instanceof Outcome.RolledBack ? "; the change is rolled back"
                    : "; rolling back failed, now " + state));
        }
        state.resolve(whole ? "rolled back, because " + why : "not fully rolled back: " + String.join("; ", lines));
        kernel.stopTimer();
        return lines;
    }
}
