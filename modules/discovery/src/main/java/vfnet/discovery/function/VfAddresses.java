// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.function;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.FunctionDirectories;
import vfnet.discovery.sysfs.ProblemList;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.inventory.Sriov;

/**
 * The addresses of a PF's VFs by index. They follow from the PF's own, from the first VF offset and the VF stride
 * (drivers/pci/iov.c, pci_iov_virtfn_bus and pci_iov_virtfn_devfn), so that most of the links {@code virtfnN} need not
 * be read: where the first and the last say what is computed, and every function in between exists, the others do, too.
 */
final class VfAddresses {
    /** Below, reading the links takes no longer. */
    private static final int MANY = 4;

    private final AttributeReader attributes;
    private final FunctionDirectories directories;
    private final PciAddress pf;
    private final Path directory;

    VfAddresses(AttributeReader attributes, FunctionDirectories directories, PciAddress pf, Path directory) {
        this.attributes = attributes;
        this.directories = directories;
        this.pf = pf;
        this.directory = directory;
    }

    /**
     * Those that can be read.
     *
     * @param links the names of the links by index; at least one
     */
    SortedMap<Integer, PciAddress> of(SortedMap<Integer, String> links, Reading<Sriov> sriov, ProblemList problems) {
        List<PciAddress> computed = computed(links, sriov);
        SortedMap<Integer, PciAddress> byIndex = new TreeMap<>();
        if (isConfirmed(computed, links)) {
            for (int index = 0; index < computed.size(); index++) {
                byIndex.put(index, computed.get(index));
            }
        } else {
            links.forEach((index, name) ->
                    linked(directory.resolve(name), problems).ifPresent(address -> byIndex.put(index, address)));
        }
        return byIndex;
    }

    /** None where they are few, not numbered without a gap, or cannot be computed. */
    private List<PciAddress> computed(SortedMap<Integer, String> links, Reading<Sriov> sriov) {
        Optional<Integer> offset = sriov.value().flatMap(known -> known.offset().value());
        Optional<Integer> stride = sriov.value().flatMap(known -> known.stride().value());
        if (links.size() < MANY || links.lastKey() != links.size() - 1 || offset.isEmpty() || stride.isEmpty()) {
            return List.of();
        }
        List<PciAddress> computed = new ArrayList<>(links.size());
        for (int index = 0; index < links.size(); index++) {
            Optional<PciAddress> address = pf.after(offset.get() + (long) stride.get() * index);
            if (address.isEmpty() || directories.directory(address.get()).isEmpty()) {
                return List.of();
            }
            computed.add(address.get());
        }
        return computed;
    }

    private boolean isConfirmed(List<PciAddress> computed, SortedMap<Integer, String> links) {
        return !computed.isEmpty()
                && isTarget(links.firstEntry().getValue(), computed.getFirst())
                && isTarget(links.lastEntry().getValue(), computed.getLast());
    }

    private boolean isTarget(String link, PciAddress address) {
        return attributes
                .linkedName(directory.resolve(link))
                .value()
                .filter(address.toString()::equals)
                .isPresent();
    }

    private Optional<PciAddress> linked(Path link, ProblemList problems) {
        Reading<String> name = problems.note(attributes.linkedName(link));
        Optional<PciAddress> address = name.value().flatMap(PciAddress::parse);
        if (name.value().isPresent() && address.isEmpty()) {
            problems.note(attributes.wrong(link, "'" + name.value().get() + "' is no PCI address"));
        }
        return address;
    }
}
