// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.util.List;
import vfnet.apply.outcome.Outcome;
import vfnet.discovery.DetailLevel;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.configuration.VfSaving;
import vfnet.operations.desired.DesiredVfs;
import vfnet.operations.desired.VfChangeResolver;
import vfnet.operations.desired.VfRequest;
import vfnet.operations.live.ChangeListener;
import vfnet.operations.live.HostChangeSession;
import vfnet.operations.live.InventoryPlanning;
import vfnet.operations.live.OnePort;
import vfnet.operations.live.PortChange;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.live.PortPlan;
import vfnet.operations.select.VfSelection;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;

/** Configures single VFs of a port, and saves that if requested. VFs that are not named are not changed. */
public final class VfOperation implements OnePort.Selection<VfOperation.Chosen> {
    private final OperationContext context;
    private final VfRequest request;
    private final ChangeListener listener;
    private final VfSaving saving;

    /**
     * The VFs of a request on the machine as it was read.
     *
     * @param vfs the VFs
     * @param saved the saved configuration, which has their labels
     */
    public record Chosen(VfSelection vfs, ConfigurationView saved) {}

    private VfOperation(OperationContext context, VfRequest request, ChangeListener listener, VfSaving saving) {
        this.context = context;
        this.request = request;
        this.listener = listener;
        this.saving = saving;
    }

    /**
     * Plans without changing or saving anything: a dry run.
     *
     * @param context the machine and the environment of the operation
     * @param request the request
     * @param listener receives the plan
     * @return what would be done and saved
     * @throws OperationException when there are no such VFs, the request is impossible, or a VF that has a driver does
     *     not answer
     */
    public static VfOutcome plan(OperationContext context, VfRequest request, ChangeListener listener)
            throws OperationException {
        try (VfSaving saving = VfSaving.begin(context, request)) {
            VfOperation operation = new VfOperation(context, request, listener, saving);
            Inventory inventory = context.inventoryWithTraffic();
            Chosen chosen = operation.in(inventory);
            PortOutcome outcome = PortChange.planned(operation.planned(inventory, chosen), listener);
            return new VfOutcome(chosen.vfs(), outcome, saving.notNow());
        }
    }

    /**
     * Configures the VFs, and saves what is to be saved once they are in the desired state.
     *
     * @param context the machine and the environment of the operation
     * @param request the request
     * @param listener receives the progress
     * @return the result, and what was saved
     * @throws OperationException when there are no such VFs, the request is impossible or could not be saved, the
     *     machine cannot be changed, or another vfnet holds the lock; nothing was changed then
     */
    public static VfOutcome run(OperationContext context, VfRequest request, ChangeListener listener)
            throws OperationException {
        try (VfSaving saving = VfSaving.begin(context, request)) {
            VfOperation operation = new VfOperation(context, request, listener, saving);
            DetailLevel look = context.comparing(listener.wantsUsers());
            HostChangeSession.Options options = new HostChangeSession.Options(
                    "vfnet vf " + String.join(" ", request.vfs()),
                    request.timeout(),
                    request.force(),
                    listener.wantsUsers());
            return new OnePort<>(context, options, look, operation)
                    .run(listener, (change, first, seen) -> operation.applied(change, first, seen, look));
        }
    }

    @Override
    public Chosen in(Inventory inventory) throws OperationException {
        ConfigurationView saved = ConfigurationView.forChange(inventory, context);
        return new Chosen(VfSelection.of(Rows.of(inventory).beside(saved, false), request.vfs()), saved);
    }

    @Override
    public PfRow port(Chosen selected) {
        return selected.vfs().row();
    }

    private VfOutcome applied(HostChangeSession change, Chosen first, Inventory seen, DetailLevel look)
            throws OperationException {
        saving.lock();
        InventoryPlanning planning = now -> planned(now, now == seen ? first : in(now));
        PortOutcome outcome = new PortChange(change, listener)
                .some(
                        port(first),
                        () -> planning.now(context, seen, look, now -> plan(now, first)),
                        plan -> change.run(plan, listener));
        boolean isThere = outcome instanceof PortOutcome.Unchanged
                || outcome instanceof PortOutcome.Ended(PortPlan _, Outcome ended)
                        && !(ended instanceof Outcome.RolledBack);
        return new VfOutcome(first.vfs(), outcome, isThere ? saving.save() : saving.notNow());
    }

    private PortPlan plan(Inventory inventory, Chosen chosen) throws OperationException {
        return plan(inventory, chosen, VfChangeResolver.on(inventory, chosen.vfs(), request.change(), chosen.saved()));
    }

    private PortPlan plan(Inventory inventory, Chosen chosen, DesiredVfs desired) throws OperationException {
        return PortPlan.of(inventory, port(chosen), desired, context, request.force(), List.of());
    }

    private PortPlan planned(Inventory inventory, Chosen chosen) throws OperationException {
        ConfigurationView saved = chosen.saved();
        context.listener().warn(saved.problems());
        context.listener().warn(saved.replaced(List.of(port(chosen))));
        DesiredVfs desired = VfChangeResolver.on(inventory, chosen.vfs(), request.change(), saved);
        saving.prepare(inventory, chosen.vfs(), request.change(), desired, saved);
        return plan(inventory, chosen, desired);
    }
}
