package vfnet.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vfnet.apply.ConfirmationState;
import vfnet.apply.Failure;
import vfnet.apply.PendingRollback;
import vfnet.apply.Progress;
import vfnet.apply.Step;

/** {@code vfnet confirm}: what {@code vfnet apply --confirm} did may stay. */
final class ConfirmCommand implements Command {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String STAYS = "Confirmed: the change stays.\n";

    @Override
    public ExitCode run(Invocation invocation, Session session) throws CommandFailure, IOException {
        LiveChange.kernel(session);
        ConfirmationState state = new ConfirmationState(session.machine().sysroot());
        boolean byTimer = invocation.has(Commands.EXPIRED);
        Optional<PendingRollback> pending = state.pending();
        if (pending.isEmpty()) {
            return byTimer ? stopTimer(session) : nothing(state);
        }
        if (!pending.get().isAwaited()) {
            return orphaned(session, byTimer, state);
        }
        return byTimer ? ExitCode.DONE : confirm(session, state, pending.get());
    }

    private static ExitCode stopTimer(Session session) throws CommandFailure {
        LiveChange.kernel(session).stopTimer();
        return ExitCode.DONE;
    }

    private static ExitCode nothing(ConfirmationState state) throws CommandFailure {
        throw new CommandFailure(ExitCode.FAILED, state.result().map(words -> "no change awaits a confirmation any more; the last one"
                + " was " + words).orElse("no vfnet is waiting for a confirmation") + "; vfnet list shows what is there now");
    }

    private static ExitCode confirm(Session session, ConfirmationState state, PendingRollback pending)
            throws CommandFailure, IOException {
        boolean inTime;
        try {
            inTime = pending.finished() && state.confirm();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.NOT_PERMITTED, "it cannot be confirmed: " + FileFailure.words(e)
                    + "; run it as root", e);
        }
        if (!inTime) {
            throw new CommandFailure(ExitCode.FAILED, pending.finished() ? "too late: " + pending.words() + " is rolling its change back"
                    : pending.words() + " is not done yet, so nothing was confirmed; run it again once it waits for it");
        }
        session.print(STAYS);
        return ExitCode.DONE;
    }

    /** Nobody waits: while there is time it stays, and then this rolls it back. */
    private static ExitCode orphaned(Session session, boolean byTimer, ConfirmationState state) throws CommandFailure, IOException {
        try (LiveChange change = LiveChange.begin(session, new LiveChange.Terms("vfnet confirm", TIMEOUT, false))) {
            Optional<OrphanedChange> orphan = OrphanedChange.find(session);
            if (orphan.isEmpty()) {
                return byTimer ? stopTimer(session) : nothing(state);
            }
            if (orphan.get().isDue()) {
                List<String> lines = orphan.get().rollBack(change, new Silent());
                for (String line : lines) {
                    session.say("vfnet: " + line + "\n");
                }
                return byTimer ? ExitCode.DONE : tooLate(orphan.get());
            }
            if (byTimer) {
                return ExitCode.DONE;
            }
            orphan.get().confirm();
            session.say("vfnet: nobody was waiting for it any more: " + orphan.get().words() + "\n");
            session.print(STAYS);
            return ExitCode.DONE;
        }
    }

    private static ExitCode tooLate(OrphanedChange orphan) throws CommandFailure {
        throw new CommandFailure(ExitCode.FAILED, "nothing was confirmed: nobody was waiting for it any more, and "
                + orphan.words() + "; see above");
    }

    /** What it comes to is told at the end. */
    private static final class Silent implements Progress {
        @Override
        public void begins(Step step, int number, int of) {
            // A line a port says it.
        }

        @Override
        public void goesBack(Failure failure) {
            // The failure is what it is for.
        }

        @Override
        public void stops(Failure failure) {
            // What the port is then, the line at its end says.
        }
    }
}
