// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.DeviceNodes;
import vfnet.model.DeviceNumber;
import vfnet.system.Sysroot;
import vfnet.system.VfioNodes;

/**
 * The vfio devices that the kernel has now, in one class directory each for groups and for functions, and the other
 * devices of functions.
 */
final class VfioDevices {
    private final AttributeReader attributes;
    private final Map<DeviceNumber, String> nodes = new HashMap<>();

    private VfioDevices(AttributeReader attributes) {
        this.attributes = attributes;
    }

    /** @param functions the other devices that are searched for */
    static VfioNodes read(Sysroot sysroot, AttributeReader attributes, Optional<DeviceNodes> functions) {
        VfioDevices devices = new VfioDevices(attributes);
        devices.read(sysroot.vfioGroups(), VfioNodes.GROUPS);
        devices.read(sysroot.vfioDevices(), VfioNodes.DEVICES);
        Map<String, String> byName = new HashMap<>();
        functions.ifPresent(known -> known.addTo(devices.nodes, byName));
        return new VfioNodes(devices.nodes, byName);
    }

    private void read(Path deviceClass, String folder) {
        for (String name : attributes.names(deviceClass).value().orElse(List.of())) {
            attributes
                    .text(deviceClass.resolve(name).resolve("dev"))
                    .value()
                    .flatMap(DeviceNumber::parse)
                    .ifPresent(number -> nodes.put(number, folder + name));
        }
    }
}
