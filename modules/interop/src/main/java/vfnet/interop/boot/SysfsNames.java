// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.boot;

import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.PciAddress;

/** The names that a line has for the attributes of a port. They are compared, and nothing is read there. */
final class SysfsNames {
    /** The attribute that creates VFs. */
    static final String COUNT = "/sriov_numvfs";
    /** The attribute that keeps drivers off new VFs. */
    static final String AUTOPROBE = "/sriov_drivers_autoprobe";

    private static final String ROOT = "/sys/";
    private static final String NET = "/sys/class/net/";
    private static final String NET_OF_DEVICE = "/net/";
    private static final String PCI = "/sys/bus/pci/devices/";
    private static final String DEVICES = "/sys/devices/";
    private static final String DEVICE = "/device";

    private SysfsNames() {}

    /** The name of a key of sysfs.conf. */
    static String ofKey(String key) {
        return ROOT + key;
    }

    /** The attribute that creates the VFs of an interface. */
    static String countOf(String name) {
        return NET + name + DEVICE + COUNT;
    }

    /** The port whose attribute it is: the name of an interface or a PCI address. */
    static Optional<String> port(String attribute) {
        String folder = attribute.substring(0, Math.max(attribute.lastIndexOf('/'), 0));
        if (folder.startsWith(NET) && folder.endsWith(DEVICE)) {
            return name(folder.substring(NET.length(), folder.length() - DEVICE.length()));
        }
        int net = folder.lastIndexOf(NET_OF_DEVICE);
        if (folder.startsWith(DEVICES) && net > 0 && folder.endsWith(DEVICE)) {
            return name(folder.substring(net + NET_OF_DEVICE.length(), folder.length() - DEVICE.length()));
        }
        return folder.startsWith(PCI) || folder.startsWith(DEVICES)
                ? PciAddress.parse(folder.substring(folder.lastIndexOf('/') + 1))
                        .map(PciAddress::toString)
                : Optional.empty();
    }

    /** Without a shell's wildcards. */
    private static Optional<String> name(String text) {
        return text.chars().anyMatch(c -> "*?[$".indexOf(c) >= 0)
                ? Optional.empty()
                : InterfaceName.parse(text).map(InterfaceName::text);
    }
}
