package vfnet.discovery;

import java.nio.file.Path;
import java.util.Optional;
import vfnet.model.Driver;
import vfnet.model.IommuGroup;
import vfnet.model.PciAddress;
import vfnet.model.PciFunction;
import vfnet.model.PciId;
import vfnet.model.Reading;
import vfnet.model.Sysroot;

/** Reads what PFs and VFs have in common. */
final class FunctionReader {
    private final AttributeReader attributes;
    private final FunctionDirectories directories;
    private final IommuGroups groups;
    private final PciNames names;
    private final Drivers drivers;
    private final Optional<Overrides> overrides;

    /** @param forPlan whether somebody will plan with what is read, and so must know of overrides */
    FunctionReader(Sysroot sysroot, AttributeReader attributes, FunctionDirectories directories, boolean forPlan) {
        this.attributes = attributes;
        this.directories = directories;
        this.groups = new IommuGroups(attributes, directories);
        this.names = new PciNames(sysroot);
        this.drivers = new Drivers(sysroot, attributes);
        this.overrides = forPlan ? Optional.of(new Overrides(sysroot, attributes, directories)) : Optional.empty();
    }

    /** What drives it; absent when nothing does. */
    Reading<Driver> driver(PciAddress address) {
        return directories.directory(address).map(drivers::of).orElseGet(Reading::absent);
    }

    /** Absent where no IOMMU works. */
    Reading<IommuGroup> group(PciAddress address) {
        return groups.of(address);
    }

    /** Puts together what is known. */
    PciFunction read(PciAddress address, Reading<PciId> id, Reading<Driver> driver, Reading<IommuGroup> group,
            Holders.Found users, ProblemList problems) {
        Optional<Path> directory = driver instanceof Reading.Absent<Driver> ? directories.directory(address) : Optional.empty();
        Reading<String> override = overrides.flatMap(known -> directory.map(known::of)).orElseGet(Reading::absent);
        return new PciFunction(address, id, id.value().flatMap(names::nameOf), driver, override, group, users.holders(),
                problems.all(), users.search());
    }

    /** Vendor and device of a function, from its own attributes. */
    Reading<PciId> id(Path directory) {
        Reading<Integer> vendor = attributes.hexadecimal(directory.resolve("vendor"), 0xffff);
        Reading<Integer> device = attributes.hexadecimal(directory.resolve("device"), 0xffff);
        return vendor.flatMap(number -> device.map(other -> new PciId(number, other)));
    }
}
