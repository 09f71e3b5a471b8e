// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.apply.filter.FilterFailure;
import vfnet.apply.kernel.BridgeEvents;
import vfnet.apply.kernel.Kernel;
import vfnet.discovery.DetailLevel;
import vfnet.model.Problem;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.PfPort;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.bridge.BridgeListener;
import vfnet.operations.bridge.BridgeResult;
import vfnet.operations.bridge.BridgeRow;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.persistence.PortMatch;
import vfnet.system.MachineView;

/**
 * Keeps the filters of ports in line with the bridges over them, until interrupted. It reads when the kernel reports a
 * change; without one it reads now and then, for what is not reported.
 */
public final class BridgeWatch {
    /** Between two readings where nothing is reported. */
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** How often an interruption is looked for. */
    private static final Duration SLICE = Duration.ofSeconds(1);
    /** Changes come in groups: a guest that starts brings several. */
    private static final Duration SETTLING = Duration.ofMillis(100);
    /** Between two readings, however much is reported: a guest that starts is registered within two seconds. */
    private static final Duration SHORTEST = Duration.ofMillis(700);

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(60);

    private final OperationContext context;
    private final Kernel kernel;
    private final List<String> names;
    private final BridgeListener listener;
    private Duration lastReading = Duration.ZERO;
    private Optional<Saved> saved = Optional.empty();
    /** By port, or empty text for all: what was told of it last. */
    private final Map<String, String> told = new HashMap<>();

    private BridgeWatch(OperationContext context, List<String> names, BridgeListener listener)
            throws OperationException {
        this.context = context;
        kernel = context.requireKernel();
        this.names = names;
        this.listener = listener;
    }

    /**
     * Watches until the user wants to stop, or there is nothing to watch.
     *
     * @param context the machine and the environment of the operation
     * @param ports their names; the ports that are saved to be kept in line where there are none
     * @param listener receives what is done
     * @throws OperationException when there is no port to watch from the beginning on, or the machine cannot be changed
     */
    public static void run(OperationContext context, List<String> ports, BridgeListener listener)
            throws OperationException {
        context.interruption().watch();
        new BridgeWatch(context, ports, listener).run();
    }

    private void run() throws OperationException {
        BridgeEvents events = kernel.bridgeEvents();
        try {
            boolean goesOn = sync(fresh());
            while (goesOn && !context.interruption().isRequested()) {
                if (await(events) == BridgeEvents.Event.ENDED) {
                    events.close();
                    hindered(
                            "",
                            "'bridge monitor' has ended; it is started again, and until then filters are read once"
                                    + " a minute");
                    events = kernel.bridgeEvents();
                    pause(LONGEST);
                }
                if (!context.interruption().isRequested()) {
                    goesOn = again();
                }
            }
        } finally {
            events.close();
        }
    }

    private BridgeEvents.Event await(BridgeEvents events) {
        BridgeEvents.Event event = BridgeEvents.Event.QUIET;
        for (Duration left = LONGEST;
                event == BridgeEvents.Event.QUIET
                        && left.isPositive()
                        && !context.interruption().isRequested();
                left = left.minus(SLICE)) {
            event = events.await(SLICE);
        }
        if (event == BridgeEvents.Event.CHANGED) {
            Duration since = kernel.time().minus(lastReading);
            kernel.pause(since.compareTo(SHORTEST) < 0 ? SHORTEST.minus(since) : SETTLING);
        }
        return event;
    }

    private void pause(Duration time) {
        for (Duration left = time;
                left.isPositive() && !context.interruption().isRequested();
                left = left.minus(SLICE)) {
            kernel.pause(SLICE);
        }
    }

    /** What cannot be done now may be possible later: another vfnet holds the lock, the file is being edited. */
    private boolean again() {
        try {
            return sync(fresh());
        } catch (OperationException e) {
            saved = Optional.empty();
            hindered("", e.getMessage());
            return true;
        }
    }

    /** @return whether there is anything to watch */
    private boolean sync(OperationContext now) throws OperationException {
        Saved entries = names.isEmpty() ? saved(now) : new Saved(names, true, FileTime.fromMillis(0), kernel.time());
        if (entries.ports().isEmpty()) {
            lastReading = kernel.time();
            return entries.isAny();
        }
        BridgeResult result = BridgeOperation.run(now, entries.ports(), LOCK_TIMEOUT);
        lastReading = kernel.time();
        result.problems().stream().map(Problem::toString).findFirst().ifPresent(line -> hindered("", line));
        result.rows().forEach(this::tell);
        return true;
    }

    private void tell(BridgeRow row) {
        List<FilterFailure> failures =
                row.outcome().map(outcome -> outcome.failures()).orElse(List.of());
        if (row.outcome().filter(outcome -> outcome.hasChanged()).isPresent()) {
            listener.changed(row);
        }
        if (row.isInLine()) {
            told.remove(row.row().title());
        }
        for (FilterFailure failure : failures) {
            hindered(
                    row.row().title(),
                    row.row().title() + ": " + failure.what()
                            + failure.remedy()
                                    .map(remedy -> "; to do: " + remedy)
                                    .orElse(""));
        }
    }

    private void hindered(String of, String line) {
        if (!line.equals(told.put(of, line))) {
            listener.hindered(line);
        }
    }

    /**
     * What is saved.
     *
     * @param ports the ports that are on this machine
     * @param isAny whether there are others too, which may come
     * @param version when the file was last written
     * @param read when it was read
     */
    private record Saved(List<String> ports, boolean isAny, FileTime version, Duration read) {}

    /** Read again where the file has changed, and once a minute for ports that have come. */
    private Saved saved(OperationContext now) throws OperationException {
        FileTime version = version(now);
        Duration time = kernel.time();
        if (saved.isEmpty()
                || !saved.get().version().equals(version)
                || time.minus(saved.get().read()).compareTo(LONGEST) >= 0) {
            ConfigurationView view = ConfigurationView.forChange(now.inventory(new DetailLevel.Cards(false)), now);
            List<String> found = new ArrayList<>();
            List<SavedPort> entries = view.configuration().ports().stream()
                    .filter(SavedPort::bridgeSync)
                    .toList();
            for (SavedPort entry : entries) {
                if (view.find(entry) instanceof PortMatch.Found(PfPort port)) {
                    found.add(new PfRow(port).name());
                }
            }
            saved = Optional.of(new Saved(found, !entries.isEmpty(), version, time));
        }
        return saved.get();
    }

    private static FileTime version(OperationContext now) {
        try {
            return Files.getLastModifiedTime(now.configurationFile().path());
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** Each reading may wait as long as any, and only the first of the watch begins to look for signals. */
    private OperationContext fresh() {
        MachineView machine = context.machine();
        return new OperationContext(
                new MachineView(machine.sysroot(), machine.refusals(), machine.ip(), machine.systemctl()),
                context.kernel(),
                () -> context.interruption().isRequested(),
                context.environment(),
                context.configurationFile(),
                context.rollbackCommand(),
                context.listener());
    }
}
