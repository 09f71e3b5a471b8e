// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.filter.FilterOutcome;
import vfnet.apply.filter.FilterPlan;
import vfnet.model.filter.PortFilter;
import vfnet.model.inventory.NetworkInterface;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.bridge.BridgeResult;
import vfnet.operations.bridge.BridgeRow;
import vfnet.operations.bridge.BridgeView;
import vfnet.operations.live.HostChangeSession;

/** Brings the unicast filters of ports in line with the bridges over them, so that VFs reach what is behind these. */
public final class BridgeOperation {
    private BridgeOperation() {}

    /**
     * Compares without changing anything: a dry run.
     *
     * @param context the machine and the environment of the operation
     * @param ports their names; every port with a bridge over it where there are none
     * @return the filters
     * @throws OperationException when no port has one of these names
     */
    public static BridgeResult plan(OperationContext context, List<String> ports) throws OperationException {
        return BridgeView.read(context, ports);
    }

    /**
     * Registers the addresses behind the bridges that a port does not accept, and removes those that vfnet registered
     * and that are not there any more.
     *
     * @param context the machine and the environment of the operation
     * @param ports their names; every port with a bridge over it where there are none
     * @param timeout how long to wait for another vfnet
     * @return the filters as they were, and what was changed
     * @throws OperationException when no port has one of these names, the machine cannot be changed, or another vfnet
     *     holds the lock; nothing was changed then
     */
    public static BridgeResult run(OperationContext context, List<String> ports, Duration timeout)
            throws OperationException {
        return run(context, "sync", ports, timeout, () -> plan(context, ports));
    }

    /**
     * Plans to remove all that vfnet has registered: a dry run.
     *
     * @param context the machine and the environment of the operation
     * @param ports their names; all where there are none
     * @return the filters
     * @throws OperationException when no port has one of these names
     */
    public static BridgeResult planClearing(OperationContext context, List<String> ports) throws OperationException {
        BridgeResult result = BridgeView.read(context, ports);
        return new BridgeResult(result.rows().stream().map(BridgeRow::cleared).toList(), result.problems());
    }

    /**
     * Removes all that vfnet has registered.
     *
     * @param context the machine and the environment of the operation
     * @param ports their names; all where there are none
     * @param timeout how long to wait for another vfnet
     * @return the filters as they were, and what was changed
     * @throws OperationException when no port has one of these names, the machine cannot be changed, or another vfnet
     *     holds the lock; nothing was changed then
     */
    public static BridgeResult clear(OperationContext context, List<String> ports, Duration timeout)
            throws OperationException {
        return run(context, "clear", ports, timeout, () -> planClearing(context, ports));
    }

    /** Reads the filters, and what is desired of them. */
    private interface Planning {
        BridgeResult plan() throws OperationException;
    }

    private static BridgeResult run(
            OperationContext context, String verb, List<String> ports, Duration timeout, Planning planning)
            throws OperationException {
        context.requireKernel();
        BridgeResult first = planning.plan();
        if (first.rows().stream().allMatch(BridgeRow::isInLine)) {
            return first;
        }
        try (HostChangeSession change = HostChangeSession.begin(
                context,
                new HostChangeSession.Options(
                        ("vfnet bridge " + verb + " " + String.join(" ", ports)).strip(), timeout, false))) {
            BridgeResult now = planning.plan();
            List<BridgeRow> rows = new ArrayList<>();
            for (BridgeRow row : now.rows()) {
                rows.add(changed(row, change));
            }
            return new BridgeResult(rows, now.problems());
        }
    }

    private static BridgeRow changed(BridgeRow row, HostChangeSession change) throws OperationException {
        Optional<NetworkInterface> own = row.row().networkInterface();
        Optional<Integer> index = own.flatMap(known -> known.index().value());
        Optional<PortFilter> filter = row.filter();
        if (index.isEmpty() || filter.isEmpty() || row.isInLine()) {
            return row;
        }
        change.requireUnblocked(row.row());
        try {
            FilterOutcome outcome = change.run(
                    row.row(), FilterPlan.of(index.get(), own.orElseThrow().name(), filter.get()));
            return row.with(outcome);
        } catch (IOException e) {
            throw new OperationException(
                    Kind.FAILED,
                    row.row().title() + ": what is registered cannot be recorded in /run/vfnet: "
                            + FileFailure.message(e) + ". Nothing was changed at this port",
                    e);
        }
    }
}
