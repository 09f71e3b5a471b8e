// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vfnet.model.Decimal;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.inventory.IommuGroup;

/**
 * The IOMMU group of every PCI function. All functions' links are read once, so that each group's members are known
 * without reading its directory.
 */
public final class IommuGroups {
    private final Map<PciAddress, Reading<Integer>> numbers = new HashMap<>();
    private final Map<Integer, IommuGroup> groups = new HashMap<>();

    public IommuGroups(AttributeReader attributes, FunctionDirectories functions) {
        Map<Integer, List<PciAddress>> members = new HashMap<>();
        for (PciAddress function : functions.addresses()) {
            Reading<Integer> number = functions
                    .directory(function)
                    .map(directory -> number(attributes, directory.resolve("iommu_group")))
                    .orElseGet(Reading::absent);
            numbers.put(function, number);
            number.value()
                    .ifPresent(known -> members.computeIfAbsent(known, none -> new ArrayList<>(1))
                            .add(function));
        }
        members.forEach((number, sharing) -> groups.put(number, new IommuGroup(number, sharing)));
    }

    /** The number of one function's group; which functions share it is not told. */
    public static Reading<IommuGroup> alone(AttributeReader attributes, PciAddress function, Path directory) {
        return number(attributes, directory.resolve("iommu_group"))
                .map(number -> new IommuGroup(number, List.of(function)));
    }

    private static Reading<Integer> number(AttributeReader attributes, Path link) {
        Reading<String> name = attributes.linkedName(link);
        return name.flatMap(text -> Decimal.number(text)
                .map(Reading::of)
                .orElseGet(() -> attributes.wrong(link, "'" + text + "' is no group number")));
    }

    public Reading<IommuGroup> of(PciAddress function) {
        return numbers.getOrDefault(function, Reading.absent()).map(groups::get);
    }
}
