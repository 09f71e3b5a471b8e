// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import vfnet.apply.state.ConfirmationState;
import vfnet.apply.state.PendingRollback;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.live.ChangeListener;
import vfnet.operations.live.HostChangeSession;
import vfnet.operations.live.OrphanedChange;

/** Confirms a pending change, or rolls back one that can no longer be confirmed. */
public final class ConfirmOperation {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final OperationContext context;
    private final ConfirmationState state;

    private ConfirmOperation(OperationContext context) {
        this.context = context;
        state = new ConfirmationState(context.machine().sysroot());
    }

    /**
     * Keeps the change that waits for confirmation.
     *
     * @param context the machine and the environment of the operation
     * @throws OperationException when no change waits for it, it is too late, or this user may not confirm it
     */
    public static void confirm(OperationContext context) throws OperationException {
        context.requireKernel();
        new ConfirmOperation(context).confirm();
    }

    /**
     * Rolls back a change that was not confirmed in time and whose process is gone; called by the host's timer. Does
     * nothing while that process runs, which rolls back by itself.
     *
     * @param context the machine and the environment of the operation
     * @throws OperationException when the machine cannot be read, or another vfnet holds the lock
     */
    public static void expire(OperationContext context) throws OperationException {
        context.requireKernel();
        new ConfirmOperation(context).expire();
    }

    private void confirm() throws OperationException {
        Optional<PendingRollback> pending = OrphanedChange.pending(state);
        if (pending.isEmpty()) {
            throw nothing();
        }
        if (pending.get().isAwaited()) {
            confirm(pending.get());
        } else {
            confirmOrphan();
        }
    }

    private void expire() throws OperationException {
        Optional<PendingRollback> pending = OrphanedChange.pending(state);
        if (pending.isEmpty()) {
            context.requireKernel().stopTimer();
        } else if (!pending.get().isAwaited()) {
            expireOrphan();
        }
    }

    private OperationException nothing() {
        return new OperationException(
                Kind.FAILED,
                state.result()
                                .map(words ->
                                        "no change awaits a confirmation any more; the last one" + " was " + words)
                                .orElse("no vfnet is waiting for a confirmation")
                        + "; vfnet list shows what is there now");
    }

    private void confirm(PendingRollback pending) throws OperationException {
        boolean inTime;
        try {
            inTime = pending.finished() && state.confirm();
        } catch (IOException e) {
            throw new OperationException(
                    Kind.NOT_PERMITTED, "it cannot be confirmed: " + FileFailure.message(e) + "; run it as root", e);
        }
        if (!inTime) {
            throw new OperationException(
                    Kind.FAILED,
                    pending.finished()
                            ? "too late: " + pending.describe() + " is rolling its change back"
                            : pending.describe()
                                    + " is not done yet, so nothing was confirmed; run it again once it waits for it");
        }
    }

    /** Its process is gone: while there is time it can still be confirmed. */
    private void confirmOrphan() throws OperationException {
        try (HostChangeSession change = begin()) {
            OrphanedChange orphan = OrphanedChange.find(context).orElseThrow(this::nothing);
            if (orphan.isDue()) {
                rollBack(orphan, change);
                throw new OperationException(
                        Kind.FAILED,
                        "nothing was confirmed: no process waits for it any more, and " + orphan.describe()
                                + "; see above");
            }
            orphan.confirm();
            context.listener().tell("no process waits for it any more: " + orphan.describe());
        }
    }

    private void expireOrphan() throws OperationException {
        try (HostChangeSession change = begin()) {
            Optional<OrphanedChange> orphan = OrphanedChange.find(context);
            if (orphan.isEmpty()) {
                context.requireKernel().stopTimer();
            } else if (orphan.get().isDue()) {
                rollBack(orphan.get(), change);
            }
        }
    }

    private HostChangeSession begin() throws OperationException {
        return HostChangeSession.begin(context, new HostChangeSession.Options("vfnet confirm", TIMEOUT, false));
    }

    /** The result is reported at the end, one line per port. */
    private void rollBack(OrphanedChange orphan, HostChangeSession change) throws OperationException {
        orphan.rollBack(change, new ChangeListener() {}).forEach(context.listener()::tell);
    }
}
