// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.DeviceNodes;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;
import vfnet.system.MachineView;
import vfnet.system.VfioNodes;

/**
 * The processes that have a function open through vfio: they hold {@code /dev/vfio/GROUP}, or
 * {@code /dev/vfio/devices/vfioN} since Linux 6.6; or by another device of the function. /proc is walked once, and only
 * on request.
 */
public final class VfioHolders {
    private final MachineView view;
    private final Optional<DeviceNodes> nodes;
    private Optional<VfioWalk> walk = Optional.empty();

    public VfioHolders(MachineView view) {
        this.view = view;
        nodes = Optional.empty();
    }

    /** @param nodes the devices of functions, except those of vfio */
    public VfioHolders(MachineView view, DeviceNodes nodes) {
        this.view = view;
        this.nodes = Optional.of(nodes);
    }

    /**
     * The processes that hold the function in this IOMMU group, of these vfio devices; unreadable when the search was
     * incomplete.
     */
    public Reading<List<Holder>> of(Optional<Integer> group, List<String> vfioDevices) {
        List<String> paths = new ArrayList<>();
        group.ifPresent(number -> {
            paths.add(VfioNodes.GROUPS + number);
            // A group without an IOMMU behind it (drivers/vfio/group.c, vfio_group_alloc).
            paths.add(VfioNodes.GROUPS + "noiommu-" + number);
        });
        vfioDevices.forEach(device -> paths.add(VfioNodes.DEVICES + device));
        return of(paths.toArray(String[]::new));
    }

    /** The processes that hold one of the devices that are known by these paths. */
    public Reading<List<Holder>> of(String... paths) {
        Findings<Holder> found = new Findings<>();
        walk().answer().value().ifPresent(seen -> {
            for (String path : paths) {
                seen.holders().getOrDefault(path, List.of()).forEach(found::add);
            }
        });
        problem().ifPresent(found::fail);
        return found.outcome();
    }

    /** Whether a process is known that has some device of a function open. */
    boolean isAnyHeld() {
        return walk().answer().value().filter(seen -> !seen.holders().isEmpty()).isPresent();
    }

    /** A process that may have any function open through vfio. */
    Optional<Problem> stray() {
        return walk().answer().value().flatMap(VfioWalk.Seen::stray);
    }

    /** Files by which processes keep network namespaces, by the namespace. */
    Map<String, String> namespaces() {
        return walk().answer().value().map(VfioWalk.Seen::namespaces).orElse(Map.of());
    }

    private VfioWalk walk() {
        if (walk.isEmpty()) {
            walk = Optional.of(
                    new VfioWalk(view, () -> VfioDevices.read(view.sysroot(), new AttributeReader(view), nodes)));
        }
        return walk.get();
    }

    /** Why the search was incomplete; empty before it was made, or when it was complete. */
    public Optional<Problem> problem() {
        return walk.flatMap(asked ->
                asked.answer().problem().or(() -> asked.answer().value().flatMap(VfioWalk.Seen::gap)));
    }
}
