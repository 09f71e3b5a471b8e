// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.Optional;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.state.RunState;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;

/**
 * The lock on the live state: both changing and saving it require the lock, so that the half-done work of another vfnet
 * is not saved. It is taken before the configuration's own lock, never after it.
 */
public final class LiveLock {
    /** As long as the timeout of {@code vfnet set} for one step. */
    private static final Duration TIMEOUT_OF_A_SAVE = Duration.ofMinutes(3);

    private static final RunState.Lock NONE = () -> {};

    private LiveLock() {}

    /**
     * Takes the lock, and reports for whom it waits.
     *
     * @param purpose the command, shown to those who wait: {@code vfnet set enp1s0f0 4}
     * @param timeout how long to wait
     * @throws OperationException when another vfnet still holds it then
     * @throws IOException when it cannot be taken at all
     */
    static RunState.Lock take(OperationContext context, Kernel kernel, String purpose, Duration timeout)
            throws OperationException, IOException {
        return switch (attempt(context, kernel, purpose, Duration.ZERO)) {
            case RunState.LockAttempt.Held(RunState.Lock lock) -> lock;
            case RunState.LockAttempt.Busy(String first) -> {
                context.listener()
                        .tell("waiting for another vfnet (" + first + "), at most " + timeout.toSeconds() + " s");
                yield switch (attempt(context, kernel, purpose, timeout)) {
                    case RunState.LockAttempt.Held(RunState.Lock lock) -> lock;
                    case RunState.LockAttempt.Busy(String last) ->
                        throw new OperationException(
                                Kind.FAILED,
                                "another vfnet (" + last + ") holds the lock; gave up after " + timeout.toSeconds()
                                        + " s. Nothing was changed");
                };
            }
        };
    }

    /** Takes the lock at once; empty when another vfnet holds it, or it cannot be taken at all. */
    static Optional<RunState.Lock> takeIfFree(OperationContext context, Kernel kernel, String purpose) {
        try {
            return attempt(context, kernel, purpose, Duration.ZERO) instanceof RunState.LockAttempt.Held(var lock)
                    ? Optional.of(lock)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static RunState.LockAttempt attempt(
            OperationContext context, Kernel kernel, String purpose, Duration timeout) throws IOException {
        RunState state = new RunState(context.machine().sysroot());
        state.prepare().ifPresent(corrected -> context.listener().warn(corrected.toString()));
        return state.lock(purpose + ", process " + ProcessHandle.current().pid(), timeout, kernel);
    }

    /**
     * {@return the lock for saving the live state} A snapshot needs none, since it does not change; a user who may not
     * take it is warned and goes on without it.
     *
     * @param context the machine and the environment of the operation
     * @param purpose the command, shown to other runs of vfnet that wait for the lock
     * @throws OperationException when another vfnet does not end within 180 s, or the lock cannot be taken
     */
    public static RunState.Lock forSaving(OperationContext context, String purpose) throws OperationException {
        Optional<Kernel> kernel = context.kernel();
        if (kernel.isEmpty()) {
            return NONE;
        }
        try {
            return take(context, kernel.get(), purpose, TIMEOUT_OF_A_SAVE);
        } catch (AccessDeniedException e) {
            context.listener()
                    .warn("this user may not take the lock in /run/vfnet, so what another vfnet has half done may"
                            + " be saved; run it as root (sudo vfnet ...)");
            return NONE;
        } catch (IOException e) {
            throw notTaken(e);
        }
    }

    static OperationException notTaken(IOException e) {
        boolean forbidden = e instanceof AccessDeniedException;
        return new OperationException(
                forbidden ? Kind.NOT_PERMITTED : Kind.FAILED,
                "the lock in /run/vfnet cannot be taken: " + FileFailure.message(e)
                        + (forbidden ? "; run it as root (sudo vfnet ...)" : "") + ". Nothing was changed",
                e);
    }
}
