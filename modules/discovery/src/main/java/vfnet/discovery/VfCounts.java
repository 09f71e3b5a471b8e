// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import java.nio.file.Path;
import java.util.List;
import vfnet.discovery.sysfs.AttributeReader;
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
                .filter(name -> name.startsWith("virtfn"))
                .map(directory::resolve)
                .toList();
        return new VfCounts(vfs.size(), count(vfs, "driver", attributes), count(vfs, "net", attributes));
    }

    private static int count(List<Path> vfs, String entry, AttributeReader attributes) {
        return (int)
                vfs.stream().filter(vf -> attributes.exists(vf.resolve(entry))).count();
    }
}
