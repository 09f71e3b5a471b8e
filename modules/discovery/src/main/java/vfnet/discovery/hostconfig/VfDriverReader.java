// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.model.Driver;
import vfnet.model.PciId;
import vfnet.model.Reading;
import vfnet.model.host.LoadedDrivers;
import vfnet.model.host.VfDriverPrediction;
import vfnet.model.host.VfDrivers;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.system.MachineView;
import vfnet.system.Sysroot;

/** Reads what determines the driver of VFs. */
public final class VfDriverReader {
    private static final String VFIO = "vfio-pci";

    private final Sysroot sysroot;
    private final AttributeReader attributes;
    private final ConfigurationReader configuration;

    public VfDriverReader(MachineView view) {
        sysroot = view.sysroot();
        attributes = new AttributeReader(view);
        configuration = new ConfigurationReader(view, attributes);
    }

    public VfDriverPrediction read(PhysicalFunction pf) {
        Optional<String> pfDriver = pf.function().driver().value().map(Driver::name);
        LoadedDrivers drivers = drivers(pfDriver);
        boolean isUsualLoaded =
                pfDriver.map(VfDrivers::of).orElse(List.of()).stream().anyMatch(drivers::has);
        ModulesReader modules = new ModulesReader(sysroot, attributes, configuration);
        Reading<List<String>> options = new PlatformReader(sysroot, attributes, configuration).kernelOptions();
        return VfDriverPrediction.of(
                pfDriver,
                id(pf),
                drivers,
                drivers.has(VFIO) || !isUsualLoaded ? modules.allRules(options) : List.of(),
                isUsualLoaded ? Reading.absent() : modules.available());
    }

    /** Of the drivers that VFs could get. */
    private LoadedDrivers drivers(Optional<String> pfDriver) {
        Set<String> present = new HashSet<>();
        for (String name : Stream.concat(Stream.of(VFIO), pfDriver.map(VfDrivers::of).orElse(List.of()).stream())
                .toList()) {
            if (attributes.exists(sysroot.pciDriver(name))) {
                present.add(name);
            }
        }
        List<String> modules = present.size() < 2
                ? List.of()
                : configuration
                        .file(sysroot.loadedModules())
                        .map(file -> file.text()
                                .lines()
                                .map(line -> line.substring(0, (line + " ").indexOf(' ')))
                                .toList())
                        .orElse(List.of());
        return new LoadedDrivers(present, modules);
    }

    /** Before there are VFs, the PF shows their IDs. */
    private Optional<PciId> id(PhysicalFunction pf) {
        Reading<Integer> device =
                attributes.hexadecimal(sysroot.pciAttribute(pf.function().address(), "sriov_vf_device"), 0xffff);
        return pf.function().id().value().flatMap(own -> device.value().map(number -> new PciId(own.vendor(), number)));
    }
}
