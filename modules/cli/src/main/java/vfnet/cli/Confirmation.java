package vfnet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.ConfirmationState;
import vfnet.apply.Kernel;
import vfnet.apply.PendingRollback;
import vfnet.apply.Plan;

/**
 * Waits for somebody to say that a change may stay: {@code vfnet confirm}, from wherever the host can be reached. What
 * leads back is written down before the first write, and a timer of the host is set, so that the change is rolled back
 * even where this process is killed.
 */
final class Confirmation {
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** The timer comes after this process, which is quicker where it lives. */
    private static final Duration AFTER = Duration.ofSeconds(2);

    private final Session session;
    private final Kernel kernel;
    private final ConfirmationState state;
    private final List<Plan> changes = new ArrayList<>();
    private PendingRollback pending;

    private Confirmation(Session session, Kernel kernel, Duration time) {
        this.session = session;
        this.kernel = kernel;
        state = new ConfirmationState(session.machine().sysroot());
        pending = PendingRollback.begins(time, kernel);
    }

    /**
     * Before anything is changed.
     *
     * @throws CommandFailure when what leads back cannot be written down
     */
    static Confirmation begin(Session session, Duration time) throws CommandFailure, IOException {
        Confirmation confirmation = new Confirmation(session, LiveChange.kernel(session), time);
        confirmation.state.clear();
        confirmation.write(confirmation.pending);
        Optional<String> timer = confirmation.startTimer(time.plus(AFTER));
        if (timer.isPresent()) {
            session.say("vfnet: warning: if this process is killed, no timer rolls the change back (" + timer.get()
                    + "), but the next vfnet does\n");
        }
        return confirmation;
    }

    private void write(PendingRollback next) throws CommandFailure {
        try {
            state.write(next);
            pending = next;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "what leads back cannot be written to /run/vfnet: " + FileFailure.words(e)
                    + ". Nothing was changed", e);
        }
    }

    private Optional<String> startTimer(Duration delay) {
        Optional<Path> program = session.host().installation().map(host -> host.javaHome().resolve("bin/vfnet"))
                .filter(Files::isExecutable);
        return program.isEmpty() ? Optional.of("it takes an installed vfnet")
                : kernel.startTimer(delay, List.of(program.get().toString(), "confirm", Commands.EXPIRED.key()));
    }

    /**
     * Before a plan is carried out.
     *
     * @throws CommandFailure when what leads back cannot be written down
     */
    void begins(Plan plan) throws CommandFailure {
        changes.add(plan);
        write(pending.with(changes));
    }

    /**
     * Whether it was said in time, and nobody wants to stop.
     *
     * @param plans what has changed the machine
     * @throws CommandFailure when nobody could say it, for /run/vfnet cannot be written
     */
    boolean comesWithin(Duration time, List<Plan> plans) throws CommandFailure {
        Duration end = kernel.time().plus(time);
        try {
            state.write(pending.finished(plans, end));
            state.await();
            while (kernel.time().compareTo(end) < 0 && !session.interruption().isWanted() && !state.isConfirmed()) {
                kernel.pause(PAUSE);
            }
            return !state.expire();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "a confirmation cannot be waited for: " + FileFailure.words(e), e);
        }
    }

    /** What came of it; nobody need act on it any more. */
    void ends(String words) {
        state.resolve(words);
        kernel.stopTimer();
    }
}
