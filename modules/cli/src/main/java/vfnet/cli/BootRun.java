package vfnet.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vfnet.apply.Kernel;
import vfnet.apply.Outcome;
import vfnet.apply.Plan;
import vfnet.apply.Refusal;
import vfnet.model.SavedPort;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.Loaded;

/** One unattended start: every port as soon as it is there, and those that never come named when time is up. */
final class BootRun {
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** New interfaces get so long even where waiting for a missing card has used up the time. */
    private static final Duration LEAST_WAITING = Duration.ofSeconds(2);

    /** What remains of --deadline and --timeout together for rolling back and for the last words. */
    static final Duration RESERVE = Duration.ofSeconds(15);
    /** Short bounds are about cards and drivers, and not about the whole start. */
    static final Duration LEAST_TIME = Duration.ofSeconds(60);
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);

    private final Session session;
    private final BootLog log;
    private final ConfigurationFile file;
    private final Loaded loaded;
    private final List<SavedPort> pending;
    private final Map<SavedPort, BootEnd> ends = new HashMap<>();
    private Duration latest = Duration.ZERO;

    BootRun(Session session, BootLog log, ConfigurationFile file, Loaded loaded) {
        this.session = session;
        this.log = log;
        this.file = file;
        this.loaded = loaded;
        this.pending = new ArrayList<>(loaded.configuration().ports());
    }

    /**
     * What would be done to the ports that are there now.
     *
     * @throws CommandFailure when what the session looks at is no machine
     */
    List<BootEnd> planned() throws CommandFailure {
        SavedPorts ports = SavedPorts.on(session, file, loaded, false);
        for (SavedPort entry : pending) {
            try {
                PortPlan port = ports.plan(entry);
                ends.put(entry, port.planned() instanceof Refusal refusal ? BootEnd.refused(port, refusal)
                        : BootEnd.planned(port, (Plan) port.planned()));
            } catch (CommandFailure e) {
                ends.put(entry, BootEnd.failed(e));
            }
        }
        return inOrder();
    }

    /** When waiting ends, for ports that are not there yet and for new interfaces. */
    static Duration end(Kernel kernel, Duration deadline) {
        return kernel.time().plus(deadline).minus(kernel.age());
    }

    /**
     * The right to change the machine: what is applied is what the configuration says once this is had.
     *
     * @param patience how long the kernel may take for one thing
     * @throws CommandFailure when the machine may not be changed, or another vfnet is at work
     */
    static LiveChange begin(Session session, Duration end, Duration patience) throws CommandFailure {
        Kernel kernel = LiveChange.kernel(session);
        return LiveChange.begin(session, new LiveChange.Terms("vfnet boot", patience,
                () -> longer(end.minus(kernel.time()), LEAST_WAITING), false));
    }

    /**
     * Applies every entry. Both times together are what the unit gives this command (TimeoutStartSec in vfnet.service),
     * from the start of its process on: a port that cannot be done within them, less a reserve, is rolled back or not
     * begun.
     *
     * @param end      when waiting ends
     * @param deadline how long to wait in all for ports that are not there yet, and for new interfaces
     * @param patience how long the kernel may take for one thing
     * @throws CommandFailure when it cannot be told whether there is something to roll back
     */
    List<BootEnd> applied(LiveChange change, Duration end, Duration deadline, Duration patience) throws CommandFailure {
        Kernel kernel = LiveChange.kernel(session);
        latest = longer(end.plus(patience).minus(RESERVE), end.minus(deadline).plus(LEAST_TIME));
        session.machine().waiting().raiseTo(deadline);
        change.recover(log).forEach(log::warning);
        SavedPorts ports = SavedPorts.on(session, file, loaded, false);
        applyThoseThere(ports, change);
        Arrivals arrivals = new Arrivals(session.machine().sysroot());
        while (mustWait(kernel, end)) {
            kernel.pause(PAUSE);
            if (arrivals.haveChanged()) {
                applyNew(ports, change);
            }
        }
        applyNew(ports, change);
        missed(ports, deadline);
        return inOrder();
    }

    private Duration timeLeft() {
        return latest.minus(session.kernel().orElseThrow().time());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** An entry that has a name alone may never have had a port here: it is given until udev is done, and no longer. */
    private boolean mustWait(Kernel kernel, Duration end) {
        boolean named = pending.stream().allMatch(entry -> entry.permanentAddress().isEmpty() && entry.pciAddress().isEmpty());
        return !pending.isEmpty() && kernel.time().compareTo(end) < 0 && !session.interruption().isWanted()
                && !(named && kernel.isUdevIdle());
    }

    /** The closer look is for a plan alone. */
    private void applyNew(SavedPorts ports, LiveChange change) throws CommandFailure {
        if (!pending.isEmpty()) {
            ports.look(false);
        }
        if (pending.stream().anyMatch(entry -> ports.find(entry).found().isPresent())) {
            ports.look(true);
            applyThoseThere(ports, change);
        }
    }

    private void applyThoseThere(SavedPorts ports, LiveChange change) throws CommandFailure {
        for (SavedPort entry : List.copyOf(pending)) {
            if (ports.find(entry).found().isPresent() && !session.interruption().isWanted()) {
                pending.remove(entry);
                log.begins(entry.title());
                ends.put(entry, apply(entry, ports, change));
            }
        }
    }

    private BootEnd apply(SavedPort entry, SavedPorts ports, LiveChange change) throws CommandFailure {
        try {
            PfRow row = ports.row(entry);
            LiveChange.mustBeWritable(session, row);
            change.mustNotBeBlocked(row);
            PortPlan port = ports.plan(entry);
            if (port.planned() instanceof Refusal refusal) {
                return BootEnd.refused(port, refusal);
            }
            Plan plan = (Plan) port.planned();
            if (plan.isEmpty()) {
                change.isSettled(row);
                return BootEnd.unchanged(port);
            }
            if (timeLeft().isNegative()) {
                return new BootEnd(ExitCode.FAILED, entry.title() + ": not started, because the time of --deadline and --timeout is up; "
                        + "to do it now: vfnet apply " + entry.title());
            }
            Outcome outcome = change.run(plan, log, longer(timeLeft(), LEAST_PATIENCE), () -> timeLeft().isNegative());
            ports.seen(outcome.after());
            return BootEnd.of(port, outcome);
        } catch (CommandFailure e) {
            return BootEnd.failed(e);
        }
    }

    private void missed(SavedPorts ports, Duration deadline) {
        for (SavedPort entry : pending) {
            try {
                ports.row(entry);
                ends.put(entry, new BootEnd(ExitCode.FAILED, entry.title() + ": not started, because the service was stopped"));
            } catch (CommandFailure e) {
                ends.put(entry, new BootEnd(e.exitCode(), e.getMessage() + " (waited " + deadline.toSeconds() + " s at the most)"));
            }
        }
    }

    private List<BootEnd> inOrder() {
        return loaded.configuration().ports().stream().map(ends::get).toList();
    }
}
