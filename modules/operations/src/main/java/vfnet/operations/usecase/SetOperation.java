// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import vfnet.apply.outcome.Outcome;
import vfnet.apply.state.SetNumbers;
import vfnet.discovery.DetailLevel;
import vfnet.discovery.VfCounts;
import vfnet.model.InterfaceName;
import vfnet.model.inventory.Inventory;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.desired.SetRequest;
import vfnet.operations.live.ChangeListener;
import vfnet.operations.live.HostChangeSession;
import vfnet.operations.live.InventoryPlanning;
import vfnet.operations.live.OnePort;
import vfnet.operations.live.PortChange;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.live.PortPlan;
import vfnet.operations.select.PortSelection;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;

/** Sets the number of VFs of a port. VFs that remain keep their addresses and settings; new ones get theirs. */
public final class SetOperation {
    private final OperationContext context;
    private final SetRequest request;
    private final ChangeListener listener;

    private SetOperation(OperationContext context, SetRequest request, ChangeListener listener) {
        this.context = context;
        this.request = request;
        this.listener = listener;
    }

    /**
     * Plans without changing anything: a dry run.
     *
     * @param context the machine and the environment of the operation
     * @param request the request
     * @param listener receives the plan
     * @return what would be done
     * @throws OperationException when there is no such port, it cannot have that many VFs, or a VF that has a driver
     *     does not answer
     */
    public static PortOutcome plan(OperationContext context, SetRequest request, ChangeListener listener)
            throws OperationException {
        SetOperation operation = new SetOperation(context, request, listener);
        return PortChange.planned(operation.planned(context.inventoryWithTraffic()), listener);
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
        SetOperation operation = new SetOperation(context, request, listener);
        HostChangeSession.Options options = new HostChangeSession.Options(
                "vfnet set " + request.port() + " " + request.count(),
                request.timeout(),
                request.force(),
                listener.wantsUsers());
        DetailLevel look = operation.look();
        return new OnePort<>(context, options, look, new OnePort.Named(request.port()))
                .run(listener, (change, row, seen) -> operation.applied(change, row, seen, look));
    }

    /** Where the number differs, something has to be done for which users matter. */
    private DetailLevel look() {
        boolean differs = InterfaceName.parse(request.port())
                .flatMap(name -> VfCounts.present(context.machine(), name))
                .filter(count -> count != request.count())
                .isPresent();
        return context.comparing(differs || listener.wantsUsers());
    }

    private PortOutcome applied(HostChangeSession change, PfRow row, Inventory seen, DetailLevel look)
            throws OperationException {
        InventoryPlanning silent = inventory ->
                PortPlan.ofNumber(inventory, row, request, ConfigurationView.forChange(inventory, context), context);
        InventoryPlanning planning = this::planned;
        PortOutcome outcome = new PortChange(change, listener)
                .whole(row, () -> planning.now(context, seen, look, silent), plan -> change.run(plan, listener));
        if (outcome instanceof PortOutcome.Unchanged
                || outcome instanceof PortOutcome.Ended(PortPlan _, Outcome.Done _)) {
            record(outcome.port());
        }
        return outcome;
    }

    /** What is saved for the port waits from now on until somebody applies it, should its driver come back. */
    private void record(PortPlan port) {
        try {
            new SetNumbers(context.machine().sysroot())
                    .write(
                            port.row().function().address(),
                            port.row().devPort(),
                            new SetNumbers.SetNumber(port.desired().port().count(), Instant.now()));
        } catch (IOException e) {
            context.listener()
                    .tell("the number is not recorded, so the saved one is restored when the driver of "
                            + port.row().title() + " comes back: " + FileFailure.message(e));
        }
    }

    private PortPlan planned(Inventory inventory) throws OperationException {
        PfRow row = PortSelection.select(inventory, request.port());
        ConfigurationView saved = ConfigurationView.forChange(inventory, context);
        context.listener().warn(saved.problems());
        context.listener().warn(saved.replaced(List.of(row)));
        return PortPlan.ofNumber(inventory, row, request, saved, context);
    }
}
