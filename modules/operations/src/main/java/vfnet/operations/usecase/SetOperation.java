// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.util.List;
import vfnet.discovery.DetailLevel;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.desired.SetRequest;
import vfnet.operations.live.ChangeListener;
import vfnet.operations.live.HostChangeSession;
import vfnet.operations.live.PortChange;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.live.PortPlan;
import vfnet.operations.select.PortSelection;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;

/** Sets the number of VFs of a port. VFs that remain keep their addresses and settings; new ones get theirs. */
public final class SetOperation {
    private SetOperation() {}

    /**
     * Plans without changing anything: a dry run.
     *
     * @param context the machine and the environment of the operation
     * @param request the request
     * @param listener receives the plan
     * @return what would be done
     * @throws OperationException when there is no such port, or it cannot have that many VFs
     */
    public static PortOutcome plan(OperationContext context, SetRequest request, ChangeListener listener)
            throws OperationException {
        return PortChange.planned(planned(context, request, context.inventoryWithTraffic()), listener);
    }

    /**
     * Creates or removes VFs until the port has the requested number.
     *
     * @param context the machine and the environment of the operation
     * @param request the request
     * @param listener receives the progress
     * @return the result
     * @throws OperationException when there is no such port, it cannot have that many VFs, the machine cannot be
     *     changed, or another vfnet holds the lock; nothing was changed then
     */
    public static PortOutcome run(OperationContext context, SetRequest request, ChangeListener listener)
            throws OperationException {
        context.requireKernel();
        Inventory before = context.inventory(new DetailLevel.Settings());
        PfRow row = PortSelection.select(before, request.port());
        HostChangeSession.requireWritable(context, row);
        boolean mayBeDone = !listener.wantsUsers() && mayBeDone(context, request, before, row);
        try (HostChangeSession change = HostChangeSession.begin(
                context,
                new HostChangeSession.Options(
                        "vfnet set " + request.port() + " " + request.count(), request.timeout(), request.force()))) {
            change.requireUnblocked(row);
            change.recoverOrRefuse(listener);
            return new PortChange(change, listener)
                    .whole(row, () -> planned(context, request, mayBeDone), plan -> change.run(plan, listener));
        }
    }

    /** Whether the port seems to be as requested; the plan that counts is made with the lock held. */
    private static boolean mayBeDone(OperationContext context, SetRequest request, Inventory inventory, PfRow row) {
        try {
            ConfigurationView saved = ConfigurationView.forChange(inventory, context);
            return PortPlan.ofNumber(inventory, row, request, saved, context).changesNothing();
        } catch (OperationException e) {
            // It is thrown again with the lock held, unless the reason has gone by then.
            return false;
        }
    }

    /** Who uses VFs is read where the plan changes something, and nothing is changed without it. */
    private static PortPlan planned(OperationContext context, SetRequest request, boolean mayBeDone)
            throws OperationException {
        if (mayBeDone) {
            PortPlan plan = planned(context, request, context.inventory(new DetailLevel.Settings()));
            if (plan.changesNothing()) {
                return plan;
            }
        }
        return planned(context, request, context.inventoryWithTraffic());
    }

    private static PortPlan planned(OperationContext context, SetRequest request, Inventory inventory)
            throws OperationException {
        PfRow row = PortSelection.select(inventory, request.port());
        ConfigurationView saved = ConfigurationView.forChange(inventory, context);
        context.listener().warn(saved.problems());
        context.listener().warn(saved.replaced(List.of(row)));
        return PortPlan.ofNumber(inventory, row, request, saved, context);
    }
}
