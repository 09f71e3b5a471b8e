// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.time.Duration;
import java.util.List;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.boot.BootRun;
import vfnet.operations.live.ChangeListener;
import vfnet.operations.live.EntryOutcome;
import vfnet.operations.live.HostChangeSession;
import vfnet.operations.view.ConfigurationView;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.Loaded;

/** What the boot service does: every saved port as soon as it is there, unattended. */
public final class BootOperation {
    private BootOperation() {}

    /**
     * What was read, and what came of each entry.
     *
     * @param file where it is saved
     * @param loaded what is saved, and what is wrong with the file
     * @param outcomes one for each entry, in the order of the file
     */
    public record Result(ConfigurationFile file, Loaded loaded, List<EntryOutcome> outcomes) {}

    /**
     * Plans for the ports that are there now, without changing anything: a dry run.
     *
     * @param context where it works
     * @param listener is told each plan
     * @return what was read, and what would be done to each entry
     * @throws OperationException when the configuration cannot be used
     */
    public static Result plan(OperationContext context, ChangeListener listener) throws OperationException {
        ConfigurationFile file = context.configurationFile();
        Loaded loaded = ConfigurationView.trusted(file, context);
        return result(file, loaded, listener, () -> new BootRun(context, listener, file, loaded).planned());
    }

    /** What is done for a configuration that says something. */
    private interface Work {
        List<EntryOutcome> run() throws OperationException;
    }

    private static Result result(ConfigurationFile file, Loaded loaded, ChangeListener listener, Work work)
            throws OperationException {
        listener.loaded(file, loaded);
        return new Result(file, loaded, loaded.configuration().ports().isEmpty() ? List.of() : work.run());
    }

    /**
     * Applies every entry as soon as its port is there, and waits for those that are not until the deadline.
     *
     * @param context where it works
     * @param request how long it may take
     * @param listener is told how it goes on
     * @return what was read, and what came of each entry
     * @throws OperationException when the configuration cannot be used, the machine cannot be changed, or another vfnet
     *     is at work; nothing was changed then
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
            return result(
                    file,
                    loaded,
                    listener,
                    () -> new BootRun(context, listener, file, loaded)
                            .applied(change, end, request.deadline(), request.timeout()));
        }
    }
}
