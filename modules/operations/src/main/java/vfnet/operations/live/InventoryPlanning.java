// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import vfnet.discovery.DetailLevel;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;

/**
 * Plans a port from a reading of the machine. Who uses VFs costs most of a reading, and matters only where something is
 * to be changed.
 */
@FunctionalInterface
public interface InventoryPlanning {

    /**
     * {@return the plan of the port}
     *
     * @param inventory the machine; without users it gives a plan that only tells whether there is something to do
     * @throws OperationException when nothing can be planned
     */
    PortPlan plan(Inventory inventory) throws OperationException;

    /**
     * {@return whether the port seems to be as requested} What cannot be planned is thrown by the plan that counts,
     * unless the reason has gone by then.
     *
     * @param inventory the machine, without users
     */
    private boolean seemsDone(Inventory inventory) {
        try {
            return plan(inventory).changesNothing();
        } catch (OperationException e) {
            return false;
        }
    }

    /**
     * {@return the plan that counts} Only one that changes nothing is made without knowing who uses VFs.
     *
     * @param context the machine, whose lock is held
     * @param seen the machine as read with the lock held
     * @param look at which level of detail it was read
     * @param silent the same planning, without messages
     * @throws OperationException when nothing can be planned
     */
    default PortPlan now(OperationContext context, Inventory seen, DetailLevel look, InventoryPlanning silent)
            throws OperationException {
        if (look instanceof DetailLevel.Traffic) {
            return plan(seen);
        }
        if (silent.seemsDone(seen)) {
            PortPlan plan = plan(seen);
            if (plan.changesNothing()) {
                return plan;
            }
        }
        return plan(context.inventoryWithTraffic());
    }
}
