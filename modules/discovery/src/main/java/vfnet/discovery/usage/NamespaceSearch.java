// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.nio.file.Path;
import java.util.List;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.InterfaceIndex;
import vfnet.discovery.sysfs.ProblemList;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;

/** The network namespace that a function's interface has gone to. */
final class NamespaceSearch implements HolderSearch {
    private final AttributeReader attributes;
    private final Namespaces namespaces;

    NamespaceSearch(AttributeReader attributes, Namespaces namespaces) {
        this.attributes = attributes;
        this.namespaces = namespaces;
    }

    /** A network driver creates the directory {@code net}; empty, it means that the interface has moved away. */
    @Override
    public void search(SearchTarget target, Findings<Holder> found, ProblemList problems) {
        if (target.isOnVfio() || !target.interfaces().isEmpty()) {
            return;
        }
        Path net = netDirectory(target);
        Reading<List<String>> names = problems.note(attributes.names(net));
        names.problem().ifPresent(found::fail);
        if (names.value().isPresent() && names.value().get().isEmpty()) {
            found.add(namespaces.of(target.address(), target.adminAddress()));
        } else if (names.value().isPresent()) {
            found.fail(problems.problem(
                    attributes.name(net),
                    "names an interface that /sys/class/net does not, so who uses it is unknown"));
        }
    }

    /** For a virtio function it is below its device on the virtio bus. */
    private Path netDirectory(SearchTarget target) {
        if (target.driver()
                .value()
                .filter(bound -> bound.name().equals("virtio-pci"))
                .isPresent()) {
            for (String name : attributes.names(target.directory()).value().orElse(List.of())) {
                if (name.startsWith(InterfaceIndex.VIRTIO)) {
                    return target.directory().resolve(name).resolve("net");
                }
            }
        }
        return target.directory().resolve("net");
    }
}
