// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.util.List;
import java.util.Optional;
import vfnet.discovery.sysfs.DeviceNodes;
import vfnet.discovery.sysfs.ProblemList;
import vfnet.model.Driver;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;
import vfnet.system.VfioNodes;

/**
 * Processes that have another device of a function open: vhost-vdpa for a VM, uverbs and umad for RDMA and DPDK, uio
 * for DPDK, ptp for a time daemon, or the function's registers.
 */
final class DeviceNodeSearch implements HolderSearch {
    private final VfioHolders walk;
    private final DeviceNodes nodes;
    private final RegisterMaps maps;

    DeviceNodeSearch(VfioHolders walk, DeviceNodes nodes, RegisterMaps maps) {
        this.walk = walk;
        this.nodes = nodes;
        this.maps = maps;
    }

    @Override
    public void search(SearchTarget target, Findings<Holder> found, ProblemList problems) {
        boolean onVfio = target.isOnVfio();
        for (DeviceNodes.Node node : walk.isAnyHeld() ? nodes.of(target.address()) : List.<DeviceNodes.Node>of()) {
            if (!onVfio || !node.path().startsWith(VfioNodes.GROUPS)) {
                add(walk.of(node.path()), node.path(), found);
            }
        }
        add(walk.of(target.address().toString()), "the registers of " + target.address(), found);
        if (target.driver() instanceof Reading.Absent<Driver>) {
            add(
                    maps.answer()
                            .map(byFunction ->
                                    byFunction.getOrDefault(target.address().toString(), List.of())),
                    "the registers of " + target.address(),
                    found);
            maps.answer().problem().ifPresent(found::fail);
        }
        walk.problem().ifPresent(found::fail);
    }

    private static void add(Reading<List<Holder>> holders, String name, Findings<Holder> found) {
        for (Holder holder : holders.value().orElse(List.of())) {
            if (holder instanceof Holder.VfioProcess(int pid, String command, Optional<Holder.VirtualMachine> vm)) {
                found.add(new Holder.DeviceProcess(pid, command, vm, name));
            }
        }
    }
}
