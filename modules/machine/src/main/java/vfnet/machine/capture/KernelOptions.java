// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The options of the kernel's command line that bear on SR-IOV; the others are the owner's own business. */
final class KernelOptions {
    private static final List<String> BEARING = List.of(
            "iommu", "vfio", "pci", "net.ifnames", "biosdevname", "intremap", "blacklist=", "max_vfs", "num_vfs");
    /** What a boot loader adds: it shows which one there is. */
    private static final List<String> BOOT_LOADER = List.of("BOOT_IMAGE=", "initrd=");

    private final Recorder recorder;

    KernelOptions(Recorder recorder) {
        this.recorder = recorder;
    }

    void capture(Path commandLine) {
        recorder.text(commandLine)
                .ifPresent(text -> recorder.file(commandLine, (bearing(text) + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** Those of these options that bear on SR-IOV, blanks between them. */
    static String bearing(String options) {
        return Arrays.stream(options.split("\\s+"))
                .filter(option -> BEARING.stream().anyMatch(option::contains)
                        || BOOT_LOADER.stream().anyMatch(option::startsWith))
                .collect(Collectors.joining(" "));
    }
}
