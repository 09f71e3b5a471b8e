package vfnet.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.Optional;
import vfnet.apply.Kernel;
import vfnet.apply.RunState;

/**
 * The lock on the live state: whoever changes it and whoever saves it holds this one, so that nobody saves what another
 * vfnet has half done. It is taken before the configuration's own lock, never after it.
 */
final class LiveLock {
    /** As long as {@code vfnet set} may take for one step. */
    private static final Duration TIMEOUT_OF_A_SAVE = Duration.ofSeconds(180);

    private static final RunState.Lock NONE = () -> {};

    private LiveLock() {}

    /**
     * Takes the lock, and says for whom it waits.
     *
     * @param purpose what for, as whoever waits is told: {@code vfnet set enp1s0f0 4}
     * @param timeout how long to wait
     * @throws CommandFailure when another vfnet still holds it then
     * @throws IOException    when it cannot be taken at all
     */
    static RunState.Lock take(Session session, Kernel kernel, String purpose, Duration timeout) throws CommandFailure, IOException {
        RunState state = new RunState(session.machine().sysroot());
        state.prepare().ifPresent(corrected -> tell(session, "vfnet: warning: " + Cleaned.of(corrected.toString()) + "\n"));
        String holder = purpose + ", process " + ProcessHandle.current().pid();
        return switch (state.lock(holder, Duration.ZERO, kernel)) {
            case RunState.LockAttempt.Held(RunState.Lock lock) -> lock;
            case RunState.LockAttempt.Busy(String first) -> {
                tell(session, "vfnet: waiting for another vfnet (" + first + "), at most " + timeout.toSeconds() + " s\n");
                yield switch (state.lock(holder, timeout, kernel)) {
                    case RunState.LockAttempt.Held(RunState.Lock lock) -> lock;
                    case RunState.LockAttempt.Busy(String last) -> throw new CommandFailure(ExitCode.FAILED, "another vfnet ("
                            + last + ") holds the lock; gave up after " + timeout.toSeconds() + " s. Nothing was changed");
                };
            }
        };
    }

    /** Whoever started this may be gone; the work goes on all the same. */
    private static void tell(Session session, String line) {
        try {
            session.say(line);
        } catch (IOException e) {
            // Nobody reads any more.
        }
    }

    /**
     * The lock for saving the live state. There is none for a machine that only can be looked at, which nobody changes,
     * and for a user who may not take it: such a user is told what that means.
     *
     * @param purpose what for, as whoever waits is told
     * @throws CommandFailure when another vfnet does not end in time, or the lock cannot be taken
     */
    static RunState.Lock forSaving(Session session, String purpose) throws CommandFailure {
        Optional<Kernel> kernel = session.kernel();
        if (kernel.isEmpty()) {
            return NONE;
        }
        try {
            return take(session, kernel.get(), purpose, TIMEOUT_OF_A_SAVE);
        } catch (AccessDeniedException e) {
            tell(session, "vfnet: warning: this user may not take the lock in /run/vfnet, so what another vfnet has half done may"
                    + " be saved; run it as root (sudo vfnet ...)\n");
            return NONE;
        } catch (IOException e) {
            throw notTaken(e);
        }
    }

    static CommandFailure notTaken(IOException e) {
        boolean forbidden = e instanceof AccessDeniedException;
        return new CommandFailure(forbidden ? ExitCode.NOT_PERMITTED : ExitCode.FAILED, "the lock in /run/vfnet cannot be taken: "
                + FileFailure.words(e) + (forbidden ? "; run it as root (sudo vfnet ...)" : "") + ". Nothing was changed", e);
    }
}
