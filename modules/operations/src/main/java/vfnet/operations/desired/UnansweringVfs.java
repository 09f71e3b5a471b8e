// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.desired;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vfnet.apply.plan.Plan;
import vfnet.model.Reading;
import vfnet.model.VfRanges;
import vfnet.model.host.BusMaster;
import vfnet.model.inventory.VirtualFunction;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.view.PfRow;

/**
 * VFs that have a driver and do not respond, as after a wake-up whose firmware did not restore the bus. What the kernel
 * shows of them is stale, and igbvf had not let go of them after four minutes (seen on Linux 6.1 under QEMU). No plan
 * for their port is executed, and force does not change that. VFs without a driver are not among them: nothing waits
 * for those.
 *
 * @param title the port
 * @param indices the VFs, from 0
 */
public record UnansweringVfs(String title, List<Integer> indices) {

    /** Copies the list. */
    public UnansweringVfs {
        indices = List.copyOf(indices);
    }

    /**
     * {@return those of a port}
     *
     * @param row the port
     * @param known what the VFs' COMMAND registers say, by index
     */
    public static UnansweringVfs of(PfRow row, Map<Integer, BusMaster> known) {
        List<Integer> silent = new ArrayList<>();
        for (VirtualFunction vf : row.pf().virtualFunctions()) {
            if (known.get(vf.index()) == BusMaster.NO_ANSWER && vf.function().driver() instanceof Reading.Value) {
                silent.add(vf.index());
            }
        }
        return new UnansweringVfs(row.title(), silent);
    }

    /**
     * {@return a plan that may be executed} One without steps gets a note.
     *
     * @param plan the plan
     * @throws OperationException when it has steps and a VF does not answer
     */
    public Plan allow(Plan plan) throws OperationException {
        if (!plan.isEmpty()) {
            refuse();
        }
        return indices.isEmpty() ? plan : plan.noting(fact() + "; run vfnet doctor");
    }

    /**
     * Checks that there are none, for a request that says what the VFs have now.
     *
     * @throws OperationException when there is one
     */
    public void refuse() throws OperationException {
        if (!indices.isEmpty()) {
            throw new OperationException(
                    Kind.FAILED,
                    title + ": " + fact()
                            + ", and unbinding a driver there may block forever; run vfnet doctor. Nothing was"
                            + " changed");
        }
    }

    private String fact() {
        return "no answer from " + VfRanges.of(indices)
                + " (the configuration space reads as all ones): what the kernel shows is stale";
    }
}
