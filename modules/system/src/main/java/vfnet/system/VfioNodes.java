// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.util.Map;
import java.util.Optional;
import vfnet.model.DeviceNumber;

/**
 * Identifies the device of a function that an open file is: one of vfio, or another that sysfs has below the function.
 * Where the device's number is known it decides, since in a container or a chroot the node may have any path; a
 * snapshot has no device nodes, so there the path decides.
 *
 * @param byNumber the path by which each device is known
 * @param byName the same by the last name of that path, for a snapshot only
 */
public record VfioNodes(Map<DeviceNumber, String> byNumber, Map<String, String> byName) {
    /** The device of an IOMMU group has the group's number here. */
    public static final String GROUPS = "/dev/vfio/";
    /** The device of a function is here since Linux 6.6. */
    public static final String DEVICES = GROUPS + "devices/";

    /** A device of vfio whose function is unknown. */
    public static final String STRAY = "vfio ?";

    private static final String DEVICE_OF_VFIO = "[vfio-device]";
    private static final String SYSPATH = "vfio-device-syspath:";

    /** Opened by all users of vfio, it identifies no function. */
    private static final String CONTAINER = GROUPS + "vfio";

    private static final String DEVICE_FOLDER = "/dev/";
    private static final String REGISTERS = "/resource";
    private static final String PCI = "/devices/pci";
    private static final String NAME = "DEVNAME=";
    private static final String DELETED = " (deleted)";

    /** Copies what it is given. */
    public VfioNodes {
        byNumber = Map.copyOf(byNumber);
        byName = Map.copyOf(byName);
    }

    /**
     * The nodes of a live host.
     *
     * @param byNumber the path by which each device is known
     */
    public VfioNodes(Map<DeviceNumber, String> byNumber) {
        this(byNumber, Map.of());
    }

    /**
     * {@return the path by which a device is known}
     *
     * @param uevent its attribute {@code uevent}, where it can be read (lib/kobject_uevent.c, DEVNAME)
     * @param name the name of its directory in sysfs
     */
    public static String path(Optional<String> uevent, String name) {
        return DEVICE_FOLDER
                + uevent.flatMap(text -> text.lines()
                                .filter(line -> line.startsWith(NAME))
                                .findFirst())
                        .map(line -> line.substring(NAME.length()))
                        .orElse(name);
    }

    /**
     * {@return the address of the function whose registers an open file is, as user-space drivers map them
     * (Documentation/PCI/sysfs-pci.rst, resource0 to resource5)}
     *
     * @param target the target of the link under {@code /proc/PID/fd}
     */
    public static Optional<String> registersOf(String target) {
        int slash = target.lastIndexOf('/');
        boolean bar = slash > 0
                && target.startsWith(REGISTERS, slash)
                && target.length() > slash + REGISTERS.length()
                && Character.isDigit(target.charAt(slash + REGISTERS.length()))
                && target.contains(PCI);
        return bar ? Optional.of(target.substring(target.lastIndexOf('/', slash - 1) + 1, slash)) : Optional.empty();
    }

    /**
     * {@return whether an open file is a function that was opened through its group} It stays usable after the group
     * was closed (drivers/vfio/group.c, vfio_device_open_file).
     *
     * @param target the target of the link under {@code /proc/PID/fd}
     */
    public static boolean isDeviceOfVfio(String target) {
        return target.endsWith(DEVICE_OF_VFIO);
    }

    /**
     * {@return the function of such a file; {@link #STRAY} before Linux 6.18, which does not show it}
     *
     * @param status the file's text under {@code /proc/PID/fdinfo} (Documentation/filesystems/proc.rst, VFIO Device
     *     files)
     */
    public static String deviceOfVfio(Optional<String> status) {
        return status.flatMap(text ->
                        text.lines().filter(line -> line.startsWith(SYSPATH)).findFirst())
                .map(line -> deviceOfVfio(line.substring(line.lastIndexOf('/') + 1)))
                .orElse(STRAY);
    }

    /**
     * {@return the name of a function that was opened through vfio}
     *
     * @param address the function's
     */
    public static String deviceOfVfio(String address) {
        return "vfio " + address;
    }

    /**
     * {@return whether an open file can be a device: most are sockets, pipes and terminals, not worth a system call}
     *
     * @param target the target of the link under {@code /proc/PID/fd}
     */
    public static boolean mayBeDevice(String target) {
        return target.startsWith("/") && !target.equals("/dev/null") && !target.startsWith("/dev/pts/");
    }

    /**
     * {@return the path by which an open file's device is known; empty when it is not a device of a function}
     *
     * @param target the target of the link under {@code /proc/PID/fd}
     * @param number the device's number; empty when the file is not a character device, or that is unknown
     */
    public Optional<String> node(String target, Optional<DeviceNumber> number) {
        Optional<String> known = number.map(byNumber::get);
        if (known.isPresent() || target.equals(CONTAINER)) {
            return known;
        }
        // The node of a function that is being removed goes before its user does.
        String path = target.endsWith(DELETED) ? target.substring(0, target.length() - DELETED.length()) : target;
        if (path.startsWith(GROUPS)) {
            return Optional.of(path);
        }
        return path.startsWith(DEVICE_FOLDER)
                ? Optional.ofNullable(byName.get(path.substring(path.lastIndexOf('/') + 1)))
                : registersOf(path);
    }
}
