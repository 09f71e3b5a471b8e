// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.outcome.Outcome;
import vfnet.apply.outcome.Progress;
import vfnet.apply.plan.Plan;
import vfnet.apply.state.ConfirmationState;
import vfnet.apply.state.PendingRollback;
import vfnet.discovery.DetailLevel;
import vfnet.model.VfRanges;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;

/**
 * A change by {@code vfnet apply --confirm} whose process was killed. The caller holds the lock on the live state,
 * which that process held while it ran.
 */
public final class OrphanedChange {
    private final OperationContext context;
    private final ConfirmationState state;
    private final Kernel kernel;
    private final PendingRollback pending;

    private OrphanedChange(OperationContext context, ConfirmationState state, Kernel kernel, PendingRollback pending) {
        this.context = context;
        this.state = state;
        this.kernel = kernel;
        this.pending = pending;
    }

    /**
     * {@return the change of a killed run; empty where there is none, or it was confirmed} Call it with the lock on the
     * live state held.
     *
     * @param context the machine and the environment of the operation
     * @throws OperationException when {@code /run/vfnet} cannot be read, or the machine is a snapshot
     */
    public static Optional<OrphanedChange> find(OperationContext context) throws OperationException {
        ConfirmationState state = new ConfirmationState(context.machine().sysroot());
        Kernel kernel = context.requireKernel();
        Optional<PendingRollback> pending = pending(state);
        if (pending.isPresent() && state.isConfirmed()) {
            state.resolve("confirmed");
            kernel.stopTimer();
            return Optional.empty();
        }
        return pending.map(known -> new OrphanedChange(context, state, kernel, known));
    }

    /**
     * {@return the change that waits for confirmation, whether or not its process runs}
     *
     * @param state the records in {@code /run/vfnet}
     * @throws OperationException when they cannot be read
     */
    public static Optional<PendingRollback> pending(ConfirmationState state) throws OperationException {
        try {
            return state.pending();
        } catch (IOException e) {
            throw new OperationException(
                    Kind.FAILED,
                    "whether a change awaits its confirmation cannot be read from /run/vfnet: " + FileFailure.message(e)
                            + ". Nothing was changed",
                    e);
        }
    }

    /** {@return whether it can no longer be confirmed: the time is up, or it was never completed} */
    public boolean isDue() {
        return !pending.finished() || left().isNegative() || left().isZero();
    }

    private Duration left() {
        return pending.deadline().minus(kernel.time());
    }

    /** {@return which command has left it, for messages} */
    public String describe() {
        return pending.describe() + ", was killed";
    }

    /** {@return what to do while there is still time to confirm, one line} */
    public String advice() {
        return describe() + " while its change awaited a confirmation; it is rolled back in "
                + Math.max(1, left().toSeconds()) + " s. To keep the change: vfnet confirm";
    }

    /** Keeps the change, and stops the timer that would roll it back. */
    public void confirm() {
        state.resolve("confirmed");
        kernel.stopTimer();
    }

    /** The PF's present number of VFs; empty where it is gone. */
    private int number(Plan plan) throws OperationException {
        return context.inventory(new DetailLevel.Cards(false)).physicalFunctions().stream()
                .filter(pf -> pf.function().address().equals(plan.pf()))
                .mapToInt(pf -> pf.virtualFunctions().size())
                .sum();
    }

    /** Whether a number of VFs is neither the result of the change nor one on its way. */
    private boolean isForeign(int number, Plan plan) {
        return number != plan.desired().count()
                && number != plan.former().count()
                && (pending.finished() || number != 0);
    }

    /**
     * Rolls it back, the last port first. A port whose number of VFs another process has changed since is not changed.
     *
     * @param change the session that may change the machine
     * @param progress receives each step
     * @return what was done, one line each
     * @throws OperationException when the machine cannot be read
     */
    public List<String> rollBack(HostChangeSession change, Progress progress) throws OperationException {
        String why = describe()
                + (pending.finished() ? " and its change was not confirmed" : " before its change was complete");
        List<String> lines = new ArrayList<>();
        boolean whole = true;
        for (Plan plan : pending.changes().reversed()) {
            int number = number(plan);
            if (isForeign(number, plan)) {
                whole = false;
                lines.add(plan.pf() + ": " + why
                        + ", but another process has changed the number of its VFs since; it has "
                        + VfRanges.count(number) + " and is left alone");
                continue;
            }
            Outcome outcome = change.undo(plan, number, progress, why);
            String state = outcome instanceof Outcome.Left(var _, String left, var _, var _) ? left : "";
            whole &= outcome instanceof Outcome.RolledBack;
            lines.add(plan.pf() + ": " + why
                    + (outcome instanceof Outcome.RolledBack
                            ? "; the change is rolled back"
                            : "; rolling back failed, now " + state));
        }
        state.resolve(whole ? "rolled back, because " + why : "not fully rolled back: " + String.join("; ", lines));
        kernel.stopTimer();
        return lines;
    }
}
