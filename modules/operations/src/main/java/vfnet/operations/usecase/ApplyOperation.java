// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.outcome.Outcome;
import vfnet.apply.plan.Plan;
import vfnet.model.Problem;
import vfnet.model.desired.PortRestore;
import vfnet.model.desired.SavedPort;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.live.ChangeListener;
import vfnet.operations.live.EntryOutcome;
import vfnet.operations.live.HostChangeSession;
import vfnet.operations.live.PendingChange;
import vfnet.operations.live.PortChange;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.live.RestoreLog;
import vfnet.operations.live.SavedPorts;
import vfnet.operations.select.SavedSelection;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.Loaded;

/** Brings ports to their saved state, one after another; a failure does not stop the others. */
public final class ApplyOperation {
    private final OperationContext context;
    private final ApplyRequest request;
    private final ChangeListener listener;
    private final ConfigurationFile file;
    private final SavedPorts ports;

    private ApplyOperation(OperationContext context, ApplyRequest request, ChangeListener listener)
            throws OperationException {
        this.context = context;
        this.request = request;
        this.listener = listener;
        file = request.file().orElse(context.configurationFile());
        Loaded loaded = request.file().isPresent() ? requirePresent(file) : ConfigurationView.trusted(file, context);
        ports = SavedPorts.on(context, file, loaded, request.force(), listener.wantsUsers());
    }

    /**
     * Plans without changing anything: a dry run.
     *
     * @param context the machine and the environment of the operation
     * @param request the request
     * @param listener receives each plan
     * @return what would be done for each entry
     * @throws OperationException when the configuration cannot be used, or no entry has such a name
     */
    public static ApplyResult plan(OperationContext context, ApplyRequest request, ChangeListener listener)
            throws OperationException {
        ApplyOperation operation = new ApplyOperation(context, request, listener);
        return operation.result(operation.planned(operation.chosen()));
    }

    /**
     * Applies the entries, one after another.
     *
     * @param context the machine and the environment of the operation
     * @param request the request
     * @param listener receives the progress
     * @return the result of each entry
     * @throws OperationException when the configuration cannot be used, no entry has such a name, the machine cannot be
     *     changed, or another vfnet holds the lock; nothing was changed then
     */
    public static ApplyResult run(OperationContext context, ApplyRequest request, ChangeListener listener)
            throws OperationException {
        context.requireKernel();
        HostChangeSession.Options options =
                new HostChangeSession.Options("vfnet apply", request.timeout(), request.force());
        Optional<HostChangeSession> free = HostChangeSession.beginIfFree(context, options);
        if (free.isPresent()) {
            // One reading of the machine is enough then.
            try (HostChangeSession change = free.get()) {
                ApplyOperation operation = new ApplyOperation(context, request, listener);
                List<SavedPort> chosen = operation.writable();
                change.watch();
                return operation.result(operation.applied(chosen, change, false));
            }
        }
        ApplyOperation operation = new ApplyOperation(context, request, listener);
        List<SavedPort> chosen = operation.writable();
        if (chosen.isEmpty()) {
            return operation.result(List.of());
        }
        try (HostChangeSession change = HostChangeSession.begin(context, options)) {
            operation.requireUnchanged();
            return operation.result(operation.applied(chosen, change, true));
        }
    }

    private ApplyResult result(List<EntryOutcome> outcomes) {
        return new ApplyResult(file.path(), outcomes, ports.saved().problems());
    }

    private static Loaded requirePresent(ConfigurationFile file) throws OperationException {
        Loaded loaded = file.load();
        if (loaded instanceof Loaded.Missing) {
            throw new OperationException(Kind.INVALID_REQUEST, "--file " + file.path() + " does not exist");
        }
        if (loaded instanceof Loaded.Unreadable(Problem why)) {
            throw new OperationException(Kind.FAILED, why + ". Nothing was changed");
        }
        return loaded;
    }

    private List<SavedPort> chosen() throws OperationException {
        if (request.ports().isEmpty()) {
            return ports.saved().configuration().ports();
        }
        SavedSelection selection = new SavedSelection(Rows.of(ports.inventory()), ports.saved());
        List<SavedPort> chosen = new ArrayList<>();
        for (String name : request.ports()) {
            SavedPort entry = selection.one(name);
            if (!chosen.contains(entry)) {
                chosen.add(entry);
            }
        }
        return chosen;
    }

    private List<EntryOutcome> planned(List<SavedPort> chosen) {
        List<EntryOutcome> outcomes = new ArrayList<>();
        for (SavedPort entry : chosen) {
            outcomes.add(PortChange.attempt(entry, () -> PortChange.planned(ports.plan(entry), listener), listener));
        }
        return outcomes;
    }

    private List<SavedPort> writable() throws OperationException {
        List<SavedPort> chosen = chosen();
        for (SavedPort entry : chosen) {
            Optional<PfRow> row = ports.find(entry).found().map(PfRow::new);
            if (row.isPresent()) {
                HostChangeSession.requireWritable(context, row.get());
            }
        }
        return chosen;
    }

    /** @param isOld whether another vfnet may have changed the machine since it was read */
    private List<EntryOutcome> applied(List<SavedPort> chosen, HostChangeSession change, boolean isOld)
            throws OperationException {
        List<EntryOutcome> outcomes = new ArrayList<>();
        if (chosen.isEmpty()) {
            return outcomes;
        }
        boolean isRecovered = change.recoverOrRefuse(listener);
        Optional<PendingChange> unconfirmed = request.confirm().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        PendingChange.begin(context, change, request.confirm().get()));
        if (isOld || isRecovered) {
            ports.look(true);
        }
        for (SavedPort entry : chosen) {
            outcomes.add(PortChange.attempt(entry, () -> apply(entry, change, unconfirmed), listener));
        }
        List<EntryOutcome> ends =
                unconfirmed.isEmpty() ? outcomes : unconfirmed.get().resolve(outcomes);
        if (request.file().isEmpty()) {
            new RestoreLog(context, PortRestore.Trigger.APPLY).write(ends);
        }
        return ends;
    }

    /** Another vfnet may have saved while this one waited for it. */
    private void requireUnchanged() throws OperationException {
        if (request.file().isEmpty()
                && !ConfigurationView.trusted(file, context)
                        .configuration()
                        .equals(ports.saved().configuration())) {
            throw new OperationException(
                    Kind.FAILED, file.path() + " has been changed since; run this again." + " Nothing was changed");
        }
    }

    private PortOutcome apply(SavedPort entry, HostChangeSession change, Optional<PendingChange> unconfirmed)
            throws OperationException {
        return new PortChange(change, listener)
                .whole(ports.row(entry), () -> ports.plan(entry), plan -> run(plan, change, unconfirmed));
    }

    private Outcome run(Plan plan, HostChangeSession change, Optional<PendingChange> unconfirmed)
            throws OperationException {
        if (unconfirmed.isPresent()) {
            unconfirmed.get().begins(plan);
        }
        Outcome outcome = change.run(plan, listener);
        ports.seen(outcome.after());
        return outcome;
    }
}
