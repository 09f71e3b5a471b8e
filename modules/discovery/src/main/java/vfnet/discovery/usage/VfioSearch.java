// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.ProblemList;
import vfnet.model.Decimal;
import vfnet.model.Driver;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.IommuGroup;
import vfnet.system.VfioNodes;

/** Processes that have a function open through vfio, or a mediated device that it is the parent of. */
final class VfioSearch implements HolderSearch {
    /** A mediated device is named by a UUID (Documentation/driver-api/vfio-mediated-device.rst). */
    private static final int UUID_LENGTH = 36;

    private final AttributeReader attributes;
    private final VfioHolders vfio;

    VfioSearch(AttributeReader attributes, VfioHolders vfio) {
        this.attributes = attributes;
        this.vfio = vfio;
    }

    @Override
    public void search(SearchTarget target, Findings<Holder> found, ProblemList problems) {
        if (target.isOnVfio()) {
            function(target, found);
        } else if (target.driver() instanceof Reading.Absent<Driver>) {
            leaving(target, found);
        }
        for (Path mediated : mediated(target.directory())) {
            Reading<String> group = attributes.linkedName(mediated.resolve("iommu_group"));
            found.addAll(vfio.of(
                    group.value().flatMap(Decimal::number),
                    devices(mediated).value().orElse(List.of())));
        }
    }

    private void function(SearchTarget target, Findings<Holder> found) {
        Reading<IommuGroup> group = target.group();
        Reading<List<String>> devices = devices(target.directory());
        found.addAll(
                vfio.of(group.value().map(IommuGroup::number), devices.value().orElse(List.of())));
        found.addAll(vfio.of(VfioNodes.deviceOfVfio(target.address().toString())));
        vfio.stray().ifPresent(found::fail);
        vfio.problem().ifPresent(found::fail);
        group.problem().ifPresent(found::fail);
        devices.problem().ifPresent(found::fail);
        if (group.value().isEmpty() && devices.value().isEmpty()) {
            found.fail(new Problem(
                    attributes.name(target.directory()),
                    "is on vfio without a group or device of it, so who holds it is unknown"));
        }
    }

    /**
     * A function loses the link to its driver before vfio waits for its users (drivers/base/dd.c,
     * drivers/vfio/vfio_main.c). A group that it shares shows nothing: its neighbour may be meant.
     */
    private void leaving(SearchTarget target, Findings<Holder> found) {
        Optional<Integer> group = target.group()
                .value()
                .filter(own -> own.sharedWith(target.address()).isEmpty())
                .map(IommuGroup::number);
        found.addAll(vfio.of(group, devices(target.directory()).value().orElse(List.of())));
        found.addAll(vfio.of(VfioNodes.deviceOfVfio(target.address().toString())));
        vfio.problem().ifPresent(found::fail);
    }

    private Reading<List<String>> devices(Path function) {
        return attributes.names(function.resolve("vfio-dev"));
    }

    private List<Path> mediated(Path function) {
        List<Path> found = new ArrayList<>(0);
        for (String name : attributes.names(function).value().orElse(List.of())) {
            if (name.length() == UUID_LENGTH && name.charAt(8) == '-') {
                found.add(function.resolve(name));
            }
        }
        return found;
    }
}
