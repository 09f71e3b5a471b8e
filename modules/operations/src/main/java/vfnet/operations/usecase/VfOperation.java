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
public final class VfOperation implements OnePort.Selection<VfSelection> {
    private final OperationContext context;
    private final VfRequest request;
    private final ChangeListener listener;
    private final VfSaving saving;

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
        VfSelection first = choice(context.inventory(new DetailLevel.Cards(false)), context, request);
        try (VfSaving saving = VfSaving.begin(context, request)) {
            VfOperation operation = new VfOperation(context, request, listener, saving);
            PortOutcome outcome = PortChange.planned(operation.planned(context.inventoryWithTraffic()), listener);
            return new VfOutcome(first, outcome, saving.notNow());
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
            DetailLevel look =
                    listener.wantsUsers() ? new DetailLevel.Traffic(context.environment()) : new DetailLevel.Settings();
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
    public VfSelection in(Inventory inventory) throws OperationException {
        return choice(inventory, context, request);
    }

    @Override
    public PfRow port(VfSelection selected) {
        return selected.row();
    }

    private static VfSelection choice(Inventory inventory, OperationContext context, VfRequest request)
            throws OperationException {
        return VfSelection.of(
                Rows.of(inventory).beside(ConfigurationView.forChange(inventory, context), false), request.vfs());
    }

    private VfOutcome applied(HostChangeSession change, VfSelection first, Inventory seen, DetailLevel look)
            throws OperationException {
        saving.lock();
        InventoryPlanning planning = this::planned;
        PortOutcome outcome = new PortChange(change, listener)
                .some(
                        first.row(),
                        () -> planning.now(context, seen, look, now -> plan(now, first)),
                        plan -> change.run(plan, listener));
        boolean isThere = outcome instanceof PortOutcome.Unchanged
                || outcome instanceof PortOutcome.Ended(PortPlan _, Outcome ended)
                        && !(ended instanceof Outcome.RolledBack);
        return new VfOutcome(first, outcome, isThere ? saving.save() : saving.notNow());
    }

    private PortPlan plan(Inventory inventory, VfSelection choice) throws OperationException {
        DesiredVfs desired = VfChangeResolver.on(
                inventory, choice, request.change(), ConfigurationView.forChange(inventory, context));
        return PortPlan.of(inventory, choice.row(), desired, context, request.force(), List.of());
    }

    private PortPlan planned(Inventory inventory) throws OperationException {
        ConfigurationView saved = ConfigurationView.forChange(inventory, context);
        context.listener().warn(saved.problems());
        VfSelection choice = choice(inventory, context, request);
        context.listener().warn(saved.replaced(List.of(choice.row())));
        DesiredVfs desired = VfChangeResolver.on(inventory, choice, request.change(), saved);
        saving.prepare(inventory, choice, request.change(), desired, saved);
        return PortPlan.of(inventory, choice.row(), desired, context, request.force(), List.of());
    }
}
