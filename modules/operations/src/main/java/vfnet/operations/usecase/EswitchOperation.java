// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.time.Duration;
import java.util.List;
import vfnet.model.eswitch.EswitchMode;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.desired.DesiredVfs;
import vfnet.operations.live.ChangeListener;
import vfnet.operations.live.HostChangeSession;
import vfnet.operations.live.OnePort;
import vfnet.operations.live.PortChange;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.live.PortPlan;
import vfnet.operations.select.PortSelection;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;

/** Sets the mode of the switch of a port's card. VFs keep their number, addresses, settings and drivers. */
public final class EswitchOperation {

    private EswitchOperation() {}

    /**
     * A request for a mode.
     *
     * @param port the port, by any of its names
     * @param mode the mode
     * @param timeout the timeout of one step
     * @param force whether to disturb VFs in use
     */
    public record Request(String port, EswitchMode mode, Duration timeout, boolean force) {}

    /**
     * Plans without changing anything: a dry run.
     *
     * @param context the machine and the environment of the operation
     * @param request the request
     * @param listener receives the plan
     * @return what would be done
     * @throws OperationException when there is no such port, an address of a VF is unknown, or a VF that has a driver
     *     does not answer
     */
    public static PortOutcome plan(OperationContext context, Request request, ChangeListener listener)
            throws OperationException {
        return PortChange.planned(planned(context, request, context.inventoryWithTraffic()), listener);
    }

    /**
     * Sets the mode.
     *
     * @param context the machine and the environment of the operation
     * @param request the request
     * @param listener receives the progress
     * @return the result
     * @throws OperationException when there is no such port, an address of a VF is unknown, the machine cannot be
     *     changed, or another vfnet holds the lock; nothing was changed then
     */
    public static PortOutcome run(OperationContext context, Request request, ChangeListener listener)
            throws OperationException {
        context.requireKernel();
        HostChangeSession.Options options = new HostChangeSession.Options(
                "vfnet eswitch " + request.port() + " " + request.mode(), request.timeout(), request.force());
        return new OnePort<>(context, options, context.comparing(true), new OnePort.Named(request.port()))
                .run(
                        listener,
                        (change, row, seen) -> new PortChange(change, listener)
                                .whole(row, () -> planned(context, request, seen), plan -> change.run(plan, listener)));
    }

    private static PortPlan planned(OperationContext context, Request request, Inventory inventory)
            throws OperationException {
        PfRow row = PortSelection.select(inventory, request.port());
        ConfigurationView saved = ConfigurationView.forChange(inventory, context);
        context.listener().warn(saved.problems());
        return PortPlan.of(
                inventory,
                row,
                DesiredVfs.inMode(inventory, row, request.mode(), saved),
                context,
                request.force(),
                List.of());
    }
}
