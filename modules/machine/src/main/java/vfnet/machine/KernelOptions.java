package vfnet.machine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The options of the kernel's command line that bear on SR-IOV; the others are the owner's own business. */
final class KernelOptions {
    private static final List<String> BEARING = List.of("iommu", "vfio", "pci", "net.ifnames", "biosdevname");

    private final Recorder recorder;

    KernelOptions(Recorder recorder) {
        this.recorder = recorder;
    }

    void capture(Path processes) {
        Path commandLine = processes.resolve("cmdline");
        recorder.text(commandLine).ifPresent(text -> recorder.file(commandLine,
                (Arrays.stream(text.split("\\s+")).filter(option -> BEARING.stream().anyMatch(option::contains))
                        .collect(Collectors.joining(" ")) + "\n").getBytes(StandardCharsets.UTF_8)));
    }
}
