package vfnet.machine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.model.VfioNodes;

/** The processes that hold a function through vfio: their open vfio files, name, and which VM they say they are. */
final class ProcessCapture {
    private static final List<String> TELLING = List.of("-name", "-id");

    private final Recorder recorder;
    private final Path processes;
    private final VfioNodes nodes;

    ProcessCapture(Recorder recorder, Path processes) {
        this.recorder = recorder;
        this.processes = processes;
        nodes = recorder.vfioNodes();
    }

    /** Process 1's directory shows whether the open files of others could be seen at all. */
    void capture() {
        recorder.directory(processes.resolve("1").resolve("fd"));
        for (String name : recorder.names(processes)) {
            if (isNumber(name)) {
                process(processes.resolve(name));
            }
        }
    }

    static boolean isNumber(String name) {
        return name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void process(Path process) {
        Path files = process.resolve("fd");
        SortedMap<String, String> held = new TreeMap<>();
        for (String name : recorder.names(files)) {
            recorder.target(files.resolve(name)).filter(VfioNodes::mayBeDevice)
                    .flatMap(target -> nodes.node(target, recorder.openDevice(files.resolve(name))))
                    .ifPresent(node -> held.put(name, node));
        }
        if (held.isEmpty()) {
            return;
        }
        held.forEach((name, node) -> recorder.link(files.resolve(name), node));
        recorder.attributes(process, List.of("comm"));
        recorder.text(process.resolve("cmdline")).ifPresent(line ->
                recorder.file(process.resolve("cmdline"), telling(line).getBytes(StandardCharsets.UTF_8)));
    }

    /** A VM's command line may hold secrets; only its program, its name and its number are kept. */
    private static String telling(String commandLine) {
        String[] words = commandLine.split("\0");
        List<String> kept = new ArrayList<>(List.of(words[0]));
        for (int i = 1; i + 1 < words.length; i++) {
            if (TELLING.contains(words[i])) {
                kept.add(words[i]);
                kept.add(words[i + 1]);
            }
        }
        return String.join("\0", kept) + "\0";
    }
}
