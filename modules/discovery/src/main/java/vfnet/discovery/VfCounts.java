// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.model.InterfaceName;
import vfnet.model.PciAddress;
import vfnet.system.MachineView;

/**
 * How far the VFs of a PF have come while they are created: a glance, for progress that people look at. What cannot be
 * read counts as nothing.
 *
 * @param present VFs that exist
 * @param bound those that have a driver
 * @param withInterface those that have a network interface here
 */
public record VfCounts(int present, int bound, int withInterface) {

    /**
     * {@return the present numbers}
     *
     * @param view the machine
     * @param pf the PF
     */
    public static VfCounts of(MachineView view, PciAddress pf) {
        AttributeReader attributes = new AttributeReader(view);
        Path directory = view.sysroot().pciDevices().resolve(pf.toString());
        List<Path> vfs = attributes.names(directory).value().orElse(List.of()).stream()
                .filter(VfCounts::isVf)
                .map(directory::resolve)
                .toList();
        return new VfCounts(vfs.size(), count(vfs, "driver", attributes), count(vfs, "net", attributes));
    }

    /**
     * {@return the number of VFs that the PF of an interface has; empty where there is no such interface here}
     *
     * @param view the machine
     * @param name the name of the interface
     */
    public static Optional<Integer> present(MachineView view, InterfaceName name) {
        Path function = view.sysroot().netClass().resolve(name.text()).resolve("device");
        return new AttributeReader(view).names(function).value().map(names ->
                (int) names.stream().filter(VfCounts::isVf).count());
    }

    private static boolean isVf(String name) {
        return name.startsWith("virtfn");
    }

    private static int count(List<Path> vfs, String entry, AttributeReader attributes) {
        return (int)
                vfs.stream().filter(vf -> attributes.exists(vf.resolve(entry))).count();
    }
}
