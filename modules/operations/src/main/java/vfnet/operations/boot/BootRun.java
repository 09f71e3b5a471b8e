// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.outcome.Outcome;
import vfnet.model.desired.SavedPort;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.live.ChangeListener;
import vfnet.operations.live.EntryOutcome;
import vfnet.operations.live.HostChangeSession;
import vfnet.operations.live.PortChange;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.live.SavedPorts;
import vfnet.operations.view.PfRow;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.Loaded;

/**
 * One unattended start: applies every port as soon as it has appeared, and names those that have not before the
 * deadline.
 */
public final class BootRun {
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** New interfaces get this long even where waiting for a missing card has used up the time. */
    private static final Duration MIN_WAITING = Duration.ofSeconds(2);

    /** What remains of --deadline and --timeout together for the rollback and the last messages. */
    public static final Duration RESERVE = Duration.ofSeconds(15);
    /** Short times bound cards and drivers, and not the whole start. */
    public static final Duration MIN_TIME = Duration.ofSeconds(60);

    private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
    /**
     * What a port takes on a host that is short of processors, besides {@link #TIME_OF_A_VF} (seen in the laboratory).
     */
    private static final Duration TIME_OF_A_PORT = Duration.ofSeconds(30);

    private static final Duration TIME_OF_A_VF = Duration.ofSeconds(1);

    private final OperationContext context;
    private final ChangeListener listener;
    private final ConfigurationFile file;
    private final Loaded loaded;
    private final BootScope scope;
    private final Runnable lastLook;
    private final List<SavedPort> pending;
    private final Map<SavedPort, EntryOutcome> ends = new HashMap<>();
    private Duration latest = Duration.ZERO;

    /**
     * The start of a host, before anything is done.
     *
     * @param context the machine and the environment of the operation
     * @param listener receives the progress
     * @param file the file of the saved configuration
     * @param loaded the saved configuration, and the errors in the file
     * @param scope which ports it is about
     * @param lastLook called before the machine is looked at for the last time
     */
    public BootRun(
            OperationContext context,
            ChangeListener listener,
            ConfigurationFile file,
            Loaded loaded,
            BootScope scope,
            Runnable lastLook) {
        this.scope = scope;
        this.lastLook = lastLook;
        this.context = context;
        this.listener = listener;
        this.file = file;
        this.loaded = loaded;
        this.pending = new ArrayList<>(loaded.configuration().ports());
    }

    /**
     * {@return the plans for the ports that are present, one for each entry, in the order of the file}
     *
     * @throws OperationException when the context's machine has no {@code /sys}
     */
    public List<EntryOutcome> planned() throws OperationException {
        SavedPorts ports = SavedPorts.on(context, file, loaded, false, listener.wantsUsers());
        for (SavedPort entry : pending) {
            Optional<PfRow> row = ports.find(entry).found().map(PfRow::new);
            if (row.isPresent() ? !scope.holds(row.get()) : !scope.misses(entry)) {
                continue;
            }
            ends.put(entry, PortChange.attempt(entry, () -> PortChange.planned(ports.plan(entry), listener), listener));
        }
        return inOrder();
    }

    /**
     * {@return when waiting for absent ports and new interfaces ends, by {@link Kernel#time()}}
     *
     * @param kernel has the clock, and knows how long this process has been running
     * @param deadline how long to wait in total, from the start of the process
     */
    public static Duration end(Kernel kernel, Duration deadline) {
        return kernel.time().plus(deadline).minus(kernel.age());
    }

    /**
     * {@return the session that may change the machine} Load the configuration once this is held: no other vfnet saves
     * from then on.
     *
     * @param context the machine and the environment of the operation
     * @param purpose the command, for those who wait for it
     * @param end when waiting ends, by {@link Kernel#time()}
     * @param timeout the timeout of one step
     * @throws OperationException when the machine may not be changed, or another vfnet holds the lock
     */
    public static HostChangeSession begin(OperationContext context, String purpose, Duration end, Duration timeout)
            throws OperationException {
        Kernel kernel = context.requireKernel();
        return HostChangeSession.begin(
                context,
                new HostChangeSession.Options(
                        purpose, timeout, () -> longer(end.minus(kernel.time()), MIN_WAITING), false, true));
    }

    /**
     * Applies every entry. The deadline and the timeout of one step together are what the unit allows this command
     * (TimeoutStartSec in vfnet.service), from the start of its process; systemd gives it more while steps begin. A
     * port that cannot be done within that time, less {@link #RESERVE}, is rolled back or not begun.
     *
     * @param change the session that may change the machine
     * @param end when waiting ends, by {@link Kernel#time()}
     * @param deadline how long to wait in total for absent ports and for new interfaces
     * @param timeout the timeout of one step
     * @return the result of each entry, in the order of the file
     * @throws OperationException when the machine cannot be read, or it is unknown whether there is something to roll
     *     back
     */
    public List<EntryOutcome> applied(HostChangeSession change, Duration end, Duration deadline, Duration timeout)
            throws OperationException {
        Kernel kernel = context.requireKernel();
        latest = longer(end.plus(timeout).minus(RESERVE), end.minus(deadline).plus(MIN_TIME));
        context.machine().waiting().raiseTo(deadline);
        change.recover(listener);
        SavedPorts ports = SavedPorts.on(context, file, loaded, false, listener.wantsUsers());
        applyThoseThere(ports, change);
        HotplugWatcher arrivals = new HotplugWatcher(context.machine().sysroot());
        while (hasToWait(kernel, end)) {
            kernel.pause(PAUSE);
            if (arrivals.haveChanged()) {
                applyNew(ports, change);
            }
        }
        lastLook.run();
        applyNew(ports, change);
        missed(ports, deadline);
        return inOrder();
    }

    private Duration timeLeft() {
        return latest.minus(context.kernel().orElseThrow().time());
    }

    /** Each step is asked for separately: one that begins shows that the work goes on. */
    private boolean isLate() {
        allow(TIME_OF_A_PORT);
        return timeLeft().isNegative();
    }

    /**
     * A service gets more time as long as its work goes on; a run by hand has what it was given. Asking for twice as
     * much keeps that from being done at every step.
     */
    private void allow(Duration needed) {
        Kernel kernel = context.kernel().orElseThrow();
        Duration more = needed.multipliedBy(2);
        if (timeLeft().compareTo(needed) < 0 && kernel.extendTimeout(more.plus(RESERVE))) {
            latest = kernel.time().plus(more);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** An entry that is not expected may be of a port that udev has yet to name. */
    private boolean hasToWait(Kernel kernel, Duration end) {
        return !pending.isEmpty()
                && kernel.time().compareTo(end) < 0
                && !context.interruption().isRequested()
                && (pending.stream().anyMatch(scope::expects) || !kernel.isUdevIdle());
    }

    /** Users and traffic are read only for a plan. */
    private void applyNew(SavedPorts ports, HostChangeSession change) throws OperationException {
        if (!pending.isEmpty()) {
            ports.look(false);
        }
        if (pending.stream().anyMatch(entry -> ports.find(entry).found().isPresent())) {
            ports.look(true);
            applyThoseThere(ports, change);
        }
    }

    private void applyThoseThere(SavedPorts ports, HostChangeSession change) throws OperationException {
        for (SavedPort entry : List.copyOf(pending)) {
            Optional<PfRow> row = ports.find(entry).found().map(PfRow::new);
            if (row.isPresent() && !context.interruption().isRequested()) {
                pending.remove(entry);
                if (scope.holds(row.get())) {
                    listener.begins(entry);
                    ends.put(entry, end(entry, row.get(), ports, change));
                }
            }
        }
    }

    private EntryOutcome end(SavedPort entry, PfRow row, SavedPorts ports, HostChangeSession change) {
        Optional<String> reason = scope.leaves(entry, row);
        return reason.isPresent()
                ? new EntryOutcome.LeftAlone(entry, row, reason.get())
                : PortChange.attempt(entry, () -> apply(entry, ports, change), listener);
    }

    private PortOutcome apply(SavedPort entry, SavedPorts ports, HostChangeSession change) throws OperationException {
        PfRow row = ports.row(entry);
        HostChangeSession.requireWritable(context, row);
        return new PortChange(change, listener).whole(row, () -> ports.plan(entry), plan -> {
            allow(TIME_OF_A_PORT.plus(TIME_OF_A_VF.multipliedBy(entry.count())));
            if (timeLeft().isNegative()) {
                throw new OperationException(
                        Kind.FAILED,
                        entry.title() + ": not started, because the time of --deadline and --timeout is up; "
                                + "to do it now: vfnet apply " + entry.title());
            }
            Outcome outcome = change.run(plan, listener, longer(timeLeft(), MIN_TIMEOUT), this::isLate);
            ports.seen(outcome.after());
            return outcome;
        });
    }

    private void missed(SavedPorts ports, Duration deadline) {
        for (SavedPort entry : pending) {
            if (scope.misses(entry)) {
                ends.put(entry, new EntryOutcome.NotAttempted(entry, missing(entry, ports, deadline)));
            }
        }
    }

    private static OperationException missing(SavedPort entry, SavedPorts ports, Duration deadline) {
        try {
            ports.row(entry);
            return new OperationException(
                    Kind.FAILED, entry.title() + ": not started, because the service was stopped");
        } catch (OperationException e) {
            return new OperationException(
                    e.kind(), e.getMessage() + " (waited " + deadline.toSeconds() + " s at the most)", e);
        }
    }

    private List<EntryOutcome> inOrder() {
        return loaded.configuration().ports().stream()
                .filter(ends::containsKey)
                .map(ends::get)
                .toList();
    }
}
