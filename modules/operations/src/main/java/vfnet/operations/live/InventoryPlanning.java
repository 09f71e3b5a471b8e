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
     * {@return whether the port seems to be as requested} The plan that counts is made later, with the lock held: what
     * cannot be planned now is thrown then, unless the reason has gone by then.
     *
     * @param inventory the machine, without users
     */
    default boolean seemsDone(Inventory inventory) {
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
     * @param seemsDone whether there is probably nothing to do
     * @throws OperationException when nothing can be planned
     */
    default PortPlan now(OperationContext context, boolean seemsDone) throws OperationException {
        if (seemsDone) {
            PortPlan plan = plan(context.inventory(new DetailLevel.Settings()));
            if (plan.changesNothing()) {
                return plan;
            }
        }
        return plan(context.inventoryWithTraffic());
    }
}
