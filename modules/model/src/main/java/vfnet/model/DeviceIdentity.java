// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Distinguishes a device from another one that was created in its place. The kernel numbers the directories of sysfs in
 * ascending order and does not reuse a number (fs/kernfs/dir.c, __kernfs_new_node, idr_alloc_cyclic).
 */
public final class DeviceIdentity {
    private DeviceIdentity() {}

    /**
     * {@return a number that is the same for as long as the device exists; empty where it is gone, or files have no
     * numbers}
     *
     * @param directory the device's, or a link to it
     */
    public static Optional<String> of(Path directory) {
        try {
            return Optional.ofNullable(Files.readAttributes(directory, BasicFileAttributes.class)
                            .fileKey())
                    .map(Object::toString);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
