package vfnet.discovery;

import java.util.List;
import java.util.Optional;
import vfnet.model.Holder;
import vfnet.model.Reading;
import vfnet.model.VfioNodes;

/**
 * Processes that have another device of a function open: vhost-vdpa for a VM, uverbs and umad for RDMA and DPDK, uio for
 * DPDK, ptp for a time daemon, or the function's registers.
 */
final class DeviceNodeSearch implements HolderSearch {
    private final VfioHolders walk;
    private final DeviceNodes nodes;

    DeviceNodeSearch(VfioHolders walk, DeviceNodes nodes) {
        this.walk = walk;
        this.nodes = nodes;
    }

    @Override
    public void search(SearchTarget target, Findings<Holder> found, ProblemList problems) {
        boolean onVfio = target.isOnVfio();
        for (DeviceNodes.Node node : nodes.of(target.address())) {
            if (!onVfio || !node.path().startsWith(VfioNodes.GROUPS)) {
                add(node.path(), node.path(), found);
            }
        }
        add(target.address().toString(), "the registers of " + target.address(), found);
        walk.problem().ifPresent(found::fail);
    }

    private void add(String key, String name, Findings<Holder> found) {
        Reading<List<Holder>> holders = walk.of(key);
        for (Holder holder : holders.value().orElse(List.of())) {
            if (holder instanceof Holder.VfioProcess(int pid, String command, Optional<Holder.VirtualMachine> vm)) {
                found.add(new Holder.DeviceProcess(pid, command, vm, name));
            }
        }
    }
}
