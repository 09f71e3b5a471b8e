// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vfnet.model.Driver;
import vfnet.model.InterfaceName;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.host.BusMaster;
import vfnet.model.host.FunctionFacts;
import vfnet.model.host.VfSpace;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.system.Sysroot;

/** Reads details of PFs, VFs and the members of their IOMMU groups that no listing needs. */
public final class FunctionFactsReader {
    /** The lines of {@code resource} about VFs (include/linux/pci.h, PCI_IOV_RESOURCES to PCI_IOV_RESOURCE_END). */
    private static final int FIRST_OF_VFS = 7;

    private static final int AFTER_VFS = 13;
    /** A resource that has a size and got no address (include/linux/ioport.h, IORESOURCE_UNSET). */
    private static final long UNSET = 0x20000000;

    /** The COMMAND register (include/uapi/linux/pci_regs.h). */
    private static final int COMMAND = 4;

    private final Sysroot sysroot;
    private final AttributeReader attributes;
    private final FunctionDirectories directories;
    private final Drivers drivers;
    private final Overrides overrides;
    private final Set<PciAddress> members = new TreeSet<>();

    public FunctionFactsReader(Sysroot sysroot, AttributeReader attributes, FunctionDirectories directories) {
        this.sysroot = sysroot;
        this.attributes = attributes;
        this.directories = directories;
        drivers = new Drivers(sysroot, attributes);
        overrides = new Overrides(sysroot, attributes, directories);
    }

    /** Nothing, for a function that has gone since. */
    public Map<PciAddress, FunctionFacts> read(Inventory inventory) {
        Map<PciAddress, FunctionFacts> facts = new HashMap<>();
        for (PhysicalFunction pf : inventory.physicalFunctions()) {
            add(pf.function(), pf.ports().stream().map(Port::networkInterface).toList(), facts);
            pf.virtualFunctions().forEach(vf -> add(vf.function(), vf.interfaces(), facts));
        }
        Set<PciAddress> others = new TreeSet<>(directories.addresses());
        others.retainAll(members);
        others.removeAll(facts.keySet());
        others.forEach(address -> directories
                .directory(address)
                .ifPresent(directory -> facts.put(address, facts(directory, drivers.of(directory), Map.of()))));
        return facts;
    }

    private void add(PciFunction function, List<NetworkInterface> interfaces, Map<PciAddress, FunctionFacts> facts) {
        function.iommuGroup().value().ifPresent(group -> members.addAll(group.members()));
        Map<InterfaceName, Reading<Integer>> flags = new HashMap<>();
        interfaces.forEach(own -> flags.put(own.name(), flags(own.name())));
        directories
                .directory(function.address())
                .ifPresent(directory -> facts.put(function.address(), facts(directory, function.driver(), flags)));
    }

    private FunctionFacts facts(Path directory, Reading<Driver> driver, Map<InterfaceName, Reading<Integer>> flags) {
        return new FunctionFacts(
                attributes.hexadecimal(directory.resolve("class"), 0xffffff),
                driver,
                driver instanceof Reading.Absent<Driver> ? overrides.of(directory) : Reading.absent(),
                attributes.number(directory.resolve("ari_enabled")).map(enabled -> enabled != 0),
                attributes.exists(directory.resolve("sriov_totalvfs"))
                        ? vfSpace(directory.resolve("resource"))
                        : Reading.absent(),
                attributes.number(directory.resolveSibling("subordinate_bus_number")),
                busMaster(attributes, directory.resolve("config")),
                flags);
    }

    /**
     * Whether the function may read and write memory.
     *
     * @param config its configuration space
     */
    public static Reading<BusMaster> busMaster(AttributeReader attributes, Path config) {
        return attributes.word(config, COMMAND).map(BusMaster::of);
    }

    private Reading<Integer> flags(InterfaceName name) {
        return attributes
                .linked(sysroot.netClass().resolve(name.text()))
                .flatMap(directory -> attributes.hexadecimal(directory.resolve("flags"), Integer.MAX_VALUE));
    }

    /** One line per resource: its first and last address, its flags (drivers/pci/pci-sysfs.c, resource_show). */
    private Reading<VfSpace> vfSpace(Path resource) {
        return attributes.text(resource).flatMap(text -> {
            List<String> lines = text.lines().toList();
            int placed = 0;
            int unplaced = 0;
            for (int i = FIRST_OF_VFS; i < Math.min(AFTER_VFS, lines.size()); i++) {
                Optional<long[]> numbers = numbers(lines.get(i));
                if (numbers.isEmpty()) {
                    return attributes.wrong(resource, "'" + lines.get(i) + "' is no resource");
                }
                boolean isPlaced = numbers.get()[0] != 0 && (numbers.get()[2] & UNSET) == 0;
                placed += isPlaced ? 1 : 0;
                unplaced += !isPlaced && numbers.get()[1] != 0 ? 1 : 0;
            }
            return lines.size() < AFTER_VFS ? Reading.absent() : Reading.of(new VfSpace(placed, unplaced));
        });
    }

    private static Optional<long[]> numbers(String line) {
        String[] words = line.split(" ");
        long[] numbers = new long[words.length];
        try {
            for (int i = 0; i < words.length; i++) {
                numbers[i] = Long.parseUnsignedLong(words[i].startsWith("0x") ? words[i].substring(2) : words[i], 16);
            }
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        return words.length == 3 ? Optional.of(numbers) : Optional.empty();
    }
}
