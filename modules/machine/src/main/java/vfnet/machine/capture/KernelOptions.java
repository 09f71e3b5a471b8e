// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The options of the kernel command line that bear on SR-IOV; the others are private. */
final class KernelOptions {
    private static final List<String> BEARING = List.of(
            "iommu", "vfio", "pci", "net.ifnames", "biosdevname", "intremap", "blacklist=", "max_vfs", "num_vfs");
    /** The options that a boot loader adds: they show which one there is. */
    private static final List<String> BOOT_LOADER = List.of("BOOT_IMAGE=", "initrd=");

    private final Recorder recorder;

    KernelOptions(Recorder recorder) {
        this.recorder = recorder;
    }

    void capture(Path commandLine) {
        recorder.text(commandLine)
                .ifPresent(text -> recorder.file(commandLine, (bearing(text) + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** Those of these options that bear on SR-IOV, separated by blanks. */
    static String bearing(String options) {
        return Arrays.stream(options.split("\\s+"))
                .filter(option -> BEARING.stream().anyMatch(option::contains)
                        || BOOT_LOADER.stream().anyMatch(option::startsWith))
                .collect(Collectors.joining(" "));
    }
}
