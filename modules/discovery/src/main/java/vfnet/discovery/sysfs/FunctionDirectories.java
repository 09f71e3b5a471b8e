// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.system.MachineView;

/**
 * Every PCI function of the machine and its directory. {@code /sys/bus/pci/devices} links to them; the links are
 * followed once, as text, so that a link in a snapshot cannot lead out of it.
 */
public final class FunctionDirectories {
    private final Map<PciAddress, Path> directories = new TreeMap<>();

    /** @param index knows those that have an interface: their links are not followed again */
    public static FunctionDirectories read(
            MachineView view, AttributeReader attributes, InterfaceIndex index, List<Problem> problems) {
        FunctionDirectories functions = new FunctionDirectories();
        Path devices = view.sysroot().pciDevices();
        Reading<List<String>> names = attributes.names(devices);
        names.problem().ifPresent(problems::add);
        for (String name : names.value().orElse(List.of())) {
            PciAddress.parse(name).ifPresent(address -> {
                Reading<Path> directory = index.directory(address)
                        .map(Reading::of)
                        .orElseGet(() -> attributes.linked(devices.resolve(name)));
                directory.problem().ifPresent(problems::add);
                directory.value().ifPresent(known -> functions.directories.put(address, known));
            });
        }
        return functions;
    }

    /** In bus order, in which a PF comes before its VFs: a VF's routing ID is its PF's plus a positive offset. */
    public List<PciAddress> addresses() {
        return new ArrayList<>(directories.keySet());
    }

    /** Empty when there is no such function. */
    public Optional<Path> directory(PciAddress address) {
        return Optional.ofNullable(directories.get(address));
    }
}
