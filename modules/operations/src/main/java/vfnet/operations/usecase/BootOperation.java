// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import vfnet.apply.state.RestoreRecord;
import vfnet.apply.state.ReturnRequests;
import vfnet.apply.state.SetNumbers;
import vfnet.model.PciAddress;
import vfnet.model.desired.PortRestore;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.boot.BootRun;
import vfnet.operations.boot.BootScope;
import vfnet.operations.boot.EveryPort;
import vfnet.operations.boot.ReturnedPfs;
import vfnet.operations.boot.ReturnedPorts;
import vfnet.operations.live.ChangeListener;
import vfnet.operations.live.EntryOutcome;
import vfnet.operations.live.HostChangeSession;
import vfnet.operations.live.RestoreLog;
import vfnet.operations.view.ConfigurationView;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.Loaded;

/** What the boot service does: applies every saved port as soon as it has appeared, unattended. */
public final class BootOperation {
    private BootOperation() {}

    /**
     * What was read, and the result of each entry.
     *
     * @param file the file of the saved configuration
     * @param loaded the saved configuration, and the errors in the file
     * @param outcomes one for each entry that it is about, in the order of the file
     * @param isServed whether another run has restored the PF that came back
     */
    public record Result(ConfigurationFile file, Loaded loaded, List<EntryOutcome> outcomes, boolean isServed) {}

    /**
     * Plans for the ports that are present, without changing anything: a dry run.
     *
     * @param context the machine and the environment of the operation
     * @param request what it is about
     * @param listener receives each plan
     * @return what was read, and what would be done for each entry
     * @throws OperationException when the configuration cannot be used
     */
    public static Result plan(OperationContext context, BootRequest request, ChangeListener listener)
            throws OperationException {
        ConfigurationFile file = context.configurationFile();
        Loaded loaded = ConfigurationView.trusted(file, context);
        BootScope scope = request.returned()
                .<BootScope>map(pf -> new ReturnedPorts(
                        new TreeSet<>(List.of(pf)),
                        new SetNumbers(context.machine().sysroot())))
                .orElseGet(EveryPort::new);
        return result(
                file, loaded, listener, () -> new BootRun(context, listener, file, loaded, scope, () -> {}).planned());
    }

    /** What is done for a configuration that is not empty. */
    private interface Work {
        List<EntryOutcome> run() throws OperationException;
    }

    private static Result result(ConfigurationFile file, Loaded loaded, ChangeListener listener, Work work)
            throws OperationException {
        listener.loaded(file, loaded);
        return new Result(file, loaded, loaded.configuration().ports().isEmpty() ? List.of() : work.run(), false);
    }

    /**
     * Applies every entry as soon as its port has appeared, and waits for absent ones until the deadline.
     *
     * @param context the machine and the environment of the operation
     * @param request how long it may take
     * @param listener receives the progress
     * @return what was read, and the result of each entry
     * @throws OperationException when the configuration cannot be used, the machine cannot be changed, or another vfnet
     *     holds the lock; nothing was changed then
     */
    public static Result run(OperationContext context, BootRequest request, ChangeListener listener)
            throws OperationException {
        return request.returned().isPresent()
                ? returned(context, request, request.returned().get(), listener)
                : started(context, request, listener);
    }

    private static Result started(OperationContext context, BootRequest request, ChangeListener listener)
            throws OperationException {
        Runnable watch = () -> watch(context);
        try {
            return locked(context, request, "vfnet boot", listener, (_, change, end) -> {
                Result result = applied(context, request, change, end, listener, new EveryPort(), watch);
                new RestoreLog(context, PortRestore.Trigger.BOOT).write(result.outcomes());
                record(context, result);
                return result;
            });
        } finally {
            watch.run();
        }
    }

    /** The lock is free when every request before this one was served, and perhaps this one with them. */
    private static Result returned(
            OperationContext context, BootRequest request, PciAddress pf, ChangeListener listener)
            throws OperationException {
        context.requireKernel();
        ReturnedPfs returned = new ReturnedPfs(context);
        returned.request(pf);
        try {
            return locked(context, request, "vfnet boot " + pf, listener, (first, change, end) -> {
                if (returned.isServed(pf)) {
                    return new Result(context.configurationFile(), first, List.of(), true);
                }
                Result result = applied(context, request, change, end, listener, returned.take(pf), () -> {});
                new RestoreLog(context, PortRestore.Trigger.RETURN).write(result.outcomes());
                return result;
            });
        } finally {
            // A run that could not begin leaves no order for later.
            returned.withdraw(pf);
        }
    }

    /** What is done while no other vfnet changes the machine. */
    private interface LockedWork {
        Result run(Loaded first, HostChangeSession change, Duration end) throws OperationException;
    }

    /** Where nothing is saved, the lock is not taken. */
    private static Result locked(
            OperationContext context, BootRequest request, String purpose, ChangeListener listener, LockedWork work)
            throws OperationException {
        context.requireKernel();
        ConfigurationFile file = context.configurationFile();
        Loaded first = ConfigurationView.trusted(file, context);
        if (first.configuration().ports().isEmpty()) {
            return result(file, first, listener, List::of);
        }
        Duration end = BootRun.end(context.requireKernel(), request.deadline());
        try (HostChangeSession change = BootRun.begin(context, purpose, end, request.timeout())) {
            return work.run(first, change, end);
        }
    }

    private static Result applied(
            OperationContext context,
            BootRequest request,
            HostChangeSession change,
            Duration end,
            ChangeListener listener,
            BootScope scope,
            Runnable lastLook)
            throws OperationException {
        // Another vfnet may have saved while this one waited for the lock.
        ConfigurationFile file = context.configurationFile();
        Loaded loaded = ConfigurationView.trusted(file, context);
        return result(
                file,
                loaded,
                listener,
                () -> new BootRun(context, listener, file, loaded, scope, lastLook)
                        .applied(change, end, request.deadline(), request.timeout()));
    }

    /** From the last look of the start on, cards that come back are the restore service's. */
    private static void watch(OperationContext context) {
        try {
            new ReturnRequests(context.machine().sysroot()).watch();
        } catch (IOException e) {
            context.listener()
                    .tell("ports whose card or driver comes back later will not be restored: "
                            + FileFailure.message(e));
        }
    }

    /** For monitoring. Without the record the ports are restored all the same. */
    private static void record(OperationContext context, Result result) {
        boolean isWhole =
                !(result.loaded() instanceof Loaded.Read read && !read.flaws().isEmpty())
                        && result.outcomes().stream().allMatch(EntryOutcome::isDone);
        if (isWhole) {
            try {
                new RestoreRecord(context.machine().sysroot()).write(Instant.now());
            } catch (IOException e) {
                context.listener().tell("the time of this restore is not recorded: " + FileFailure.message(e));
            }
        }
    }
}
