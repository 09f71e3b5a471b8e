// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** The devices of a VF, through which processes can use it: vhost-vdpa, uverbs, uio, a mediated device. */
final class DeviceCapture {
    /** A device of an auxiliary device's child is five directories below its function. */
    private static final int DEPTH = 6;

    private static final List<String> TELLING = List.of("dev", "uevent");

    private final Recorder recorder;

    DeviceCapture(Recorder recorder) {
        this.recorder = recorder;
    }

    /** @param devices takes the directories of those that have a device node */
    void capture(Path function, List<Path> devices) {
        below(function, DEPTH, devices);
    }

    private void below(Path directory, int depth, List<Path> devices) {
        for (String name : recorder.names(directory)) {
            Path inside = directory.resolve(name);
            if (depth > 0 && Files.isDirectory(inside, LinkOption.NOFOLLOW_LINKS)) {
                if (recorder.exists(inside.resolve("dev"))) {
                    recorder.attributes(inside, TELLING);
                    devices.add(inside);
                }
                // A mediated device has a group of its own, which is what its user opens.
                recorder.link(inside.resolve("iommu_group"));
                below(inside, depth - 1, devices);
            }
        }
    }
}
