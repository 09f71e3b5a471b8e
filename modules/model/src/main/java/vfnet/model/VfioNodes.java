package vfnet.model;

import java.util.Map;
import java.util.Optional;

/**
 * Tells which vfio device an open file is. Where the device's number is known it decides, for in a container or a
 * chroot the node may stand anywhere; a captured machine has no device nodes, so there the path does.
 *
 * @param byNumber the path by which each vfio device is known
 */
public record VfioNodes(Map<DeviceNumber, String> byNumber) {
    /** The device of an IOMMU group stands here under the group's number. */
    public static final String GROUPS = "/dev/vfio/";
    /** The device of a function stands here since Linux 6.6. */
    public static final String DEVICES = GROUPS + "devices/";

    /** Opened by all users of vfio alike, it stands for no function. */
    private static final String CONTAINER = GROUPS + "vfio";
    private static final String DELETED = " (deleted)";

    /** Keeps its own copy of what it is given. */
    public VfioNodes {
        byNumber = Map.copyOf(byNumber);
    }

    /**
     * {@return whether an open file can be a device: most are sockets, pipes and terminals, not worth a system call}
     *
     * @param target where the link under {@code /proc/PID/fd} points
     */
    public static boolean mayBeDevice(String target) {
        return target.startsWith("/") && !target.equals("/dev/null") && !target.startsWith("/dev/pts/");
    }

    /**
     * {@return the path by which an open file's device is known; empty when it is no vfio device}
     *
     * @param target where the link under {@code /proc/PID/fd} points
     * @param number the device's number; empty when the file is no character device, or nobody can tell
     */
    public Optional<String> node(String target, Optional<DeviceNumber> number) {
        Optional<String> known = number.map(byNumber::get);
        if (known.isPresent() || !target.startsWith(GROUPS) || target.equals(CONTAINER)) {
            return known;
        }
        // The node of a function that is being taken away goes before its holder does.
        return Optional.of(target.endsWith(DELETED) ? target.substring(0, target.length() - DELETED.length()) : target);
    }
}
