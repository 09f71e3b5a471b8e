package vfnet.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Holder;
import vfnet.model.MachineView;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfioNodes;

/**
 * Which processes have a function open through vfio: they hold {@code /dev/vfio/GROUP}, or
 * {@code /dev/vfio/devices/vfioN} since Linux 6.6. /proc is walked once, and only when some function is on vfio at all.
 */
final class VfioHolders {
    private final MachineView view;
    private Optional<VfioWalk> walk = Optional.empty();

    VfioHolders(MachineView view) {
        this.view = view;
    }

    /** Whoever holds the function in this IOMMU group, of these vfio devices; unreadable when one could not look. */
    Reading<List<Holder>> of(Optional<Integer> group, List<String> vfioDevices) {
        List<String> nodes = new ArrayList<>();
        group.ifPresent(number -> {
            nodes.add(VfioNodes.GROUPS + number);
            // A group without an IOMMU behind it (drivers/vfio/group.c, vfio_group_alloc).
            nodes.add(VfioNodes.GROUPS + "noiommu-" + number);
        });
        vfioDevices.forEach(device -> nodes.add(VfioNodes.DEVICES + device));
        if (walk.isEmpty()) {
            walk = Optional.of(new VfioWalk(view, VfioDevices.read(view.sysroot(), new AttributeReader(view))));
        }
        Findings<Holder> found = new Findings<>();
        walk.get().answer().value().ifPresent(seen ->
                nodes.forEach(node -> seen.holders().getOrDefault(node, List.of()).forEach(found::add)));
        problem().ifPresent(found::fail);
        return found.outcome();
    }

    /** Why one could not look everywhere; empty before anybody asked, or when one could. */
    Optional<Problem> problem() {
        return walk.flatMap(asked -> asked.answer().problem()
                .or(() -> asked.answer().value().flatMap(VfioWalk.Seen::gap)));
    }
}
