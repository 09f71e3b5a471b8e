// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import vfnet.apply.state.RestoreRecord;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.boot.BootRun;
import vfnet.operations.live.ChangeListener;
import vfnet.operations.live.EntryOutcome;
import vfnet.operations.live.HostChangeSession;
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
     * @param outcomes one for each entry, in the order of the file
     */
    public record Result(ConfigurationFile file, Loaded loaded, List<EntryOutcome> outcomes) {}

    /**
     * Plans for the ports that are present, without changing anything: a dry run.
     *
     * @param context the machine and the environment of the operation
     * @param listener receives each plan
     * @return what was read, and what would be done for each entry
     * @throws OperationException when the configuration cannot be used
     */
    public static Result plan(OperationContext context, ChangeListener listener) throws OperationException {
        ConfigurationFile file = context.configurationFile();
        Loaded loaded = ConfigurationView.trusted(file, context);
        return result(file, loaded, listener, () -> new BootRun(context, listener, file, loaded).planned());
    }

    /** What is done for a configuration that is not empty. */
    private interface Work {
        List<EntryOutcome> run() throws OperationException;
    }

    private static Result result(ConfigurationFile file, Loaded loaded, ChangeListener listener, Work work)
            throws OperationException {
        listener.loaded(file, loaded);
        return new Result(file, loaded, loaded.configuration().ports().isEmpty() ? List.of() : work.run());
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
        context.requireKernel();
        ConfigurationFile file = context.configurationFile();
        Loaded first = ConfigurationView.trusted(file, context);
        if (first.configuration().ports().isEmpty()) {
            return result(file, first, listener, List::of);
        }
        Duration end = BootRun.end(context.requireKernel(), request.deadline());
        try (HostChangeSession change = BootRun.begin(context, end, request.timeout())) {
            // Another vfnet may have saved while this one waited for the lock.
            Loaded loaded = ConfigurationView.trusted(file, context);
            Result result = result(
                    file,
                    loaded,
                    listener,
                    () -> new BootRun(context, listener, file, loaded)
                            .applied(change, end, request.deadline(), request.timeout()));
            record(context, result);
            return result;
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
