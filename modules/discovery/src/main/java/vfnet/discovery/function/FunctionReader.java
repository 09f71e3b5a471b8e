// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.function;

import java.nio.file.Path;
import java.util.Optional;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.Drivers;
import vfnet.discovery.sysfs.FunctionDirectories;
import vfnet.discovery.sysfs.IommuGroups;
import vfnet.discovery.sysfs.Overrides;
import vfnet.discovery.sysfs.PciNames;
import vfnet.discovery.sysfs.ProblemList;
import vfnet.discovery.usage.Holders;
import vfnet.model.Driver;
import vfnet.model.PciAddress;
import vfnet.model.PciId;
import vfnet.model.Reading;
import vfnet.model.inventory.IommuGroup;
import vfnet.model.inventory.PciFunction;
import vfnet.system.MachineView;

/** Reads what PFs and VFs have in common. */
public final class FunctionReader {
    private final AttributeReader attributes;
    private final FunctionDirectories directories;
    private final Optional<IommuGroups> groups;
    private final PciNames names;
    private final Drivers drivers;
    private final Optional<Overrides> overrides;

    /**
     * @param groups empty where those of VFs are not needed, nor who shares one
     * @param overrides empty where they are not needed
     */
    public FunctionReader(
            AttributeReader attributes,
            FunctionDirectories directories,
            Optional<IommuGroups> groups,
            Optional<Overrides> overrides,
            MachineView view) {
        this.attributes = attributes;
        this.directories = directories;
        this.groups = groups;
        this.names = new PciNames(view);
        this.drivers = new Drivers(view.sysroot(), attributes);
        this.overrides = overrides;
    }

    /** Its driver; absent where it has none. */
    public Reading<Driver> driver(PciAddress address) {
        return directories.directory(address).map(drivers::of).orElseGet(Reading::absent);
    }

    /** Absent without a working IOMMU. */
    public Reading<IommuGroup> group(PciAddress address) {
        return groups.isPresent()
                ? groups.get().of(address)
                : directories
                        .directory(address)
                        .map(directory -> IommuGroups.alone(attributes, address, directory))
                        .orElseGet(Reading::absent);
    }

    /** The same of a VF; absent also where groups are not needed. */
    Reading<IommuGroup> groupOfVf(PciAddress address) {
        return groups.isPresent() ? groups.get().of(address) : Reading.absent();
    }

    /** Combines what is known. */
    public PciFunction read(
            PciAddress address,
            Reading<PciId> id,
            Reading<Driver> driver,
            Reading<IommuGroup> group,
            Holders.Found users,
            ProblemList problems) {
        Optional<Path> directory =
                driver instanceof Reading.Absent<Driver> ? directories.directory(address) : Optional.empty();
        Reading<String> override =
                overrides.flatMap(known -> directory.map(known::of)).orElseGet(Reading::absent);
        return new PciFunction(
                address,
                id,
                id.value().flatMap(names::nameOf),
                driver,
                override,
                group,
                users.holders(),
                problems.all(),
                users.search());
    }

    /** Vendor and device of a function, from its own attributes. */
    public Reading<PciId> id(Path directory) {
        Reading<Integer> vendor = attributes.hexadecimal(directory.resolve("vendor"), 0xffff);
        Reading<Integer> device = attributes.hexadecimal(directory.resolve("device"), 0xffff);
        return vendor.flatMap(number -> device.map(other -> new PciId(number, other)));
    }
}
