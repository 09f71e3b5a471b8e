// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.desired;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vfnet.apply.plan.InUseGuard;
import vfnet.apply.plan.VfInUse;
import vfnet.model.VfRanges;
import vfnet.model.host.BusMaster;
import vfnet.model.inventory.VirtualFunction;
import vfnet.operations.view.PfRow;

/**
 * VFs whose driver has to be bound again before they can send: a reset of the PF clears Bus Master Enable of each, and
 * their drivers set it when they bind alone (igbvf, ixgbevf, iavf; seen with igb on Linux 6.12).
 *
 * @param rebound those that nobody uses, or all where force was asked for; indices from 0
 * @param inUse the others, which stay as they are
 */
public record DeadVfs(Set<Integer> rebound, List<VfInUse> inUse) {
    /** None. */
    public static final DeadVfs NONE = new DeadVfs(Set.of(), List.of());

    /** Copies both. */
    public DeadVfs {
        rebound = Set.copyOf(rebound);
        inUse = List.copyOf(inUse);
    }

    /**
     * {@return the dead VFs of a port that have a network driver of this host} A guest's driver sets Bus Master itself.
     *
     * @param row the port, with the users of its VFs
     * @param known what the VFs' COMMAND registers say, by index
     * @param force whether to disturb VFs in use
     */
    public static DeadVfs of(PfRow row, Map<Integer, BusMaster> known, boolean force) {
        List<Integer> dead = new ArrayList<>();
        for (VirtualFunction vf : row.pf().vfsWithNetworkDriver()) {
            if (known.get(vf.index()) == BusMaster.OFF) {
                dead.add(vf.index());
            }
        }
        List<VfInUse> inUse = force ? List.of() : InUseGuard.of(row.live(), dead);
        Set<Integer> rebound = new HashSet<>(dead);
        inUse.forEach(vf -> rebound.remove(vf.index()));
        return new DeadVfs(rebound, inUse);
    }

    /** {@return what to say of those that stay as they are; empty where there are none} */
    public Optional<String> note() {
        return inUse.isEmpty()
                ? Optional.empty()
                : Optional.of(VfRanges.of(inUse.stream().map(VfInUse::index).toList())
                        + " can neither send nor receive since a reset of the PF, and "
                        + (inUse.size() == 1 ? "is" : "are")
                        + " in use: vfnet doctor says how to bind the driver again, and --force does it now");
    }
}
