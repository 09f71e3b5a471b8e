package vfnet.discovery;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vfnet.model.DeviceNumber;
import vfnet.model.Sysroot;
import vfnet.model.VfioNodes;

/** The vfio devices that the kernel has now: a class directory each for groups and for functions. */
final class VfioDevices {
    private final AttributeReader attributes;
    private final Map<DeviceNumber, String> nodes = new HashMap<>();

    private VfioDevices(AttributeReader attributes) {
        this.attributes = attributes;
    }

    static VfioNodes read(Sysroot sysroot, AttributeReader attributes) {
        VfioDevices devices = new VfioDevices(attributes);
        devices.read(sysroot.vfioGroups(), VfioNodes.GROUPS);
        devices.read(sysroot.vfioDevices(), VfioNodes.DEVICES);
        return new VfioNodes(devices.nodes);
    }

    private void read(Path deviceClass, String folder) {
        for (String name : attributes.names(deviceClass).value().orElse(List.of())) {
            attributes.text(deviceClass.resolve(name).resolve("dev")).value().flatMap(DeviceNumber::parse)
                    .ifPresent(number -> nodes.put(number, folder + name));
        }
    }
}
