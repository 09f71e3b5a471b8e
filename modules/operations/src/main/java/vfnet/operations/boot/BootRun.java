// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** One unattended start: every port as soon as it is there, and those that never come named when time is up. */
public final class BootRun {
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** New interfaces get so long even where waiting for a missing card has used up the time. */
    private static final Duration MIN_WAITING = Duration.ofSeconds(2);

    /** What remains of --deadline and --timeout together for rolling back and for the last words. */
    public static final Duration RESERVE = Duration.ofSeconds(15);
    /** Short bounds are about cards and drivers, and not about the whole start. */
    public static final Duration MIN_TIME = Duration.ofSeconds(60);

    private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);

    private final OperationContext context;
    private final ChangeListener listener;
    private final ConfigurationFile file;
    private final Loaded loaded;
    private final List<SavedPort> pending;
    private final Map<SavedPort, EntryOutcome> ends = new HashMap<>();
    private Duration latest = Duration.ZERO;

    /**
     * The start of a host, before anything is done.
     *
     * @param context where it works
     * @param listener is told how it goes on
     * @param file where the configuration is saved
     * @param loaded what is saved, and what is wrong with the file
     */
    public BootRun(OperationContext context, ChangeListener listener, ConfigurationFile file, Loaded loaded) {
        this.context = context;
        this.listener = listener;
        this.file = file;
        this.loaded = loaded;
        this.pending = new ArrayList<>(loaded.configuration().ports());
    }

    /**
     * {@return what would be done to the ports that are there now, one for each entry, in the order of the file}
     *
     * @throws OperationException when the context's machine is none
     */
    public List<EntryOutcome> planned() throws OperationException {
        SavedPorts ports = SavedPorts.on(context, file, loaded, false);
        for (SavedPort entry : pending) {
            ends.put(entry, PortChange.attempt(entry, () -> PortChange.planned(ports.plan(entry), listener), listener));
        }
        return inOrder();
    }

    /**
     * {@return when waiting ends for absent ports and for new interfaces, by {@link Kernel#time()}}
     *
     * @param kernel tells the time, and how long this process has been running
     * @param deadline how long to wait in all, from the start of the process
     */
    public static Duration end(Kernel kernel, Duration deadline) {
        return kernel.time().plus(deadline).minus(kernel.age());
    }

    /**
     * {@return the right to change the machine} Load the configuration once this is held: no other vfnet saves from
     * then on.
     *
     * @param context where it works
     * @param end when waiting ends, by {@link Kernel#time()}
     * @param timeout how long the kernel may take for one step
     * @throws OperationException when the machine may not be changed, or another vfnet is at work
     */
    public static HostChangeSession begin(OperationContext context, Duration end, Duration timeout)
            throws OperationException {
        Kernel kernel = context.requireKernel();
        return HostChangeSession.begin(
                context,
                new HostChangeSession.Terms(
                        "vfnet boot", timeout, () -> longer(end.minus(kernel.time()), MIN_WAITING), false));
    }

    /**
     * Applies every entry. The deadline and the time for one step together are what the unit gives this command
     * (TimeoutStartSec in vfnet.service), from the start of its process: a port that cannot be done within them, less
     * {@link #RESERVE}, is rolled back or not begun.
     *
     * @param change the right to change the machine
     * @param end when waiting ends, by {@link Kernel#time()}
     * @param deadline how long to wait in all for ports that are not there yet, and for new interfaces
     * @param timeout how long the kernel may take for one step
     * @return what came of each entry, in the order of the file
     * @throws OperationException when the machine cannot be read, or it cannot be told whether there is something to
     *     roll back
     */
    public List<EntryOutcome> applied(HostChangeSession change, Duration end, Duration deadline, Duration timeout)
            throws OperationException {
        Kernel kernel = context.requireKernel();
        latest = longer(end.plus(timeout).minus(RESERVE), end.minus(deadline).plus(MIN_TIME));
        context.machine().waiting().raiseTo(deadline);
        change.recover(listener);
        SavedPorts ports = SavedPorts.on(context, file, loaded, false);
        applyThoseThere(ports, change);
        HotplugWatcher arrivals = new HotplugWatcher(context.machine().sysroot());
        while (hasToWait(kernel, end)) {
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
        return latest.minus(context.kernel().orElseThrow().time());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** An entry that has a name alone may never have had a port here: it is given until udev is done, and no longer. */
    private boolean hasToWait(Kernel kernel, Duration end) {
        boolean named = pending.stream()
                .allMatch(entry ->
                        entry.permanentAddress().isEmpty() && entry.pciAddress().isEmpty());
        return !pending.isEmpty()
                && kernel.time().compareTo(end) < 0
                && !context.interruption().isRequested()
                && !(named && kernel.isUdevIdle());
    }

    /** The closer look is for a plan alone. */
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
            if (ports.find(entry).found().isPresent() && !context.interruption().isRequested()) {
                pending.remove(entry);
                listener.begins(entry);
                ends.put(entry, PortChange.attempt(entry, () -> apply(entry, ports, change), listener));
            }
        }
    }

    private PortOutcome apply(SavedPort entry, SavedPorts ports, HostChangeSession change) throws OperationException {
        PfRow row = ports.row(entry);
        HostChangeSession.requireWritable(context, row);
        return new PortChange(change, listener).whole(row, () -> ports.plan(entry), plan -> {
            if (timeLeft().isNegative()) {
                throw new OperationException(
                        Kind.FAILED,
                        entry.title() + ": not started, because the time of --deadline and --timeout is up; "
                                + "to do it now: vfnet apply " + entry.title());
            }
            Outcome outcome = change.run(
                    plan,
                    listener,
                    longer(timeLeft(), MIN_TIMEOUT),
                    () -> timeLeft().isNegative());
            ports.seen(outcome.after());
            return outcome;
        });
    }

    private void missed(SavedPorts ports, Duration deadline) {
        for (SavedPort entry : pending) {
            ends.put(entry, new EntryOutcome.NotAttempted(entry, missing(entry, ports, deadline)));
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
        return loaded.configuration().ports().stream().map(ends::get).toList();
    }
}
