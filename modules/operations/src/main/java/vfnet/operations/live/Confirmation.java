// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.plan.Plan;
import vfnet.apply.state.ConfirmationState;
import vfnet.apply.state.PendingRollback;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;

/**
 * Waits for the user to confirm a change: {@code vfnet confirm}, from anywhere that can reach the host. The rollback is
 * recorded before the first write, and a timer of the host is set, so that the change is rolled back even if this
 * process is killed.
 */
final class Confirmation {
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** The timer expires after this process would have rolled back, which is quicker if it runs. */
    private static final Duration AFTER = Duration.ofSeconds(2);

    private final OperationContext context;
    private final Kernel kernel;
    private final ConfirmationState state;
    private final List<Plan> changes = new ArrayList<>();
    private PendingRollback pending;

    private Confirmation(OperationContext context, Kernel kernel, Duration time) {
        this.context = context;
        this.kernel = kernel;
        state = new ConfirmationState(context.machine().sysroot());
        pending = PendingRollback.begins(time, kernel);
    }

    /**
     * Before anything is changed.
     *
     * @throws OperationException when the rollback cannot be recorded
     */
    static Confirmation begin(OperationContext context, Duration time) throws OperationException {
        Confirmation confirmation = new Confirmation(context, context.requireKernel(), time);
        confirmation.state.clear();
        confirmation.write(confirmation.pending);
        Optional<String> timer = confirmation.startTimer(time.plus(AFTER));
        if (timer.isPresent()) {
            context.listener()
                    .warn("if this process is killed, no timer rolls the change back (" + timer.get()
                            + "), but the next vfnet does");
        }
        return confirmation;
    }

    private void write(PendingRollback next) throws OperationException {
        try {
            state.write(next);
            pending = next;
        } catch (IOException e) {
            throw new OperationException(
                    Kind.FAILED,
                    "the rollback cannot be recorded in /run/vfnet: " + FileFailure.message(e)
                            + ". Nothing was changed",
                    e);
        }
    }

    private Optional<String> startTimer(Duration delay) {
        Optional<List<String>> command =
                context.rollbackCommand().filter(words -> Files.isExecutable(Path.of(words.getFirst())));
        return command.isEmpty() ? Optional.of("it takes an installed vfnet") : kernel.startTimer(delay, command.get());
    }

    /**
     * Before a plan is executed.
     *
     * @throws OperationException when the rollback cannot be recorded
     */
    void begins(Plan plan) throws OperationException {
        changes.add(plan);
        write(pending.with(changes));
    }

    /**
     * Whether the change was confirmed in time and not interrupted.
     *
     * @param plans what has changed the machine
     * @throws OperationException when it could not be confirmed, because /run/vfnet cannot be written
     */
    boolean comesWithin(Duration time, List<Plan> plans) throws OperationException {
        Duration end = kernel.time().plus(time);
        try {
            state.write(pending.finished(plans, end));
            state.await();
            while (kernel.time().compareTo(end) < 0 && !context.interruption().isRequested() && !state.isConfirmed()) {
                kernel.pause(PAUSE);
            }
            return !state.expire();
        } catch (IOException e) {
            throw new OperationException(
                    Kind.FAILED, "a confirmation cannot be waited for: " + FileFailure.message(e), e);
        }
    }

    /** The result; nothing is left to be done about it. */
    void ends(String words) {
        state.resolve(words);
        kernel.stopTimer();
    }
}
