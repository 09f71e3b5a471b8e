// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.system.VfioNodes;

/** The processes that use a function: their open files of its devices, their names, and the VM that they run. */
final class ProcessCapture {
    private static final List<String> TELLING = List.of("-name", "-id");

    private final Recorder recorder;
    private final Path processes;
    private final VfioNodes nodes;

    /** @param devices the directories of VFs' devices */
    ProcessCapture(Recorder recorder, Path processes, List<Path> devices) {
        this.recorder = recorder;
        this.processes = processes;
        nodes = recorder.vfioNodes(devices);
    }

    /** Process 1's directory shows whether the open files of others could be read at all. */
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
        held(files, held);
        for (String thread : recorder.names(process.resolve("task"))) {
            SortedMap<String, String> own = new TreeMap<>();
            held(process.resolve("task").resolve(thread).resolve("fd"), own);
            own.forEach(held::putIfAbsent);
        }
        List<String> mapped = recorder.lines(process.resolve("maps"))
                .filter(line -> line.indexOf('/') > 0
                        && VfioNodes.registersOf(line.substring(line.indexOf('/')))
                                .isPresent())
                .toList();
        if (!mapped.isEmpty()) {
            recorder.file(process.resolve("maps"), (String.join("\n", mapped) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (held.isEmpty() && mapped.isEmpty()) {
            return;
        }
        held.forEach((name, node) -> recorder.link(files.resolve(name), node));
        recorder.attributes(process, List.of("comm"));
        recorder.text(process.resolve("cmdline"))
                .ifPresent(line ->
                        recorder.file(process.resolve("cmdline"), telling(line).getBytes(StandardCharsets.UTF_8)));
    }

    /** The name for registers is not the path of a device, so their own path is kept. */
    private void held(Path files, SortedMap<String, String> held) {
        for (String name : recorder.names(files)) {
            recorder.target(files.resolve(name))
                    .filter(VfioNodes::isDeviceOfVfio)
                    .ifPresent(target -> {
                        held.put(name, target);
                        recorder.attributes(files.resolveSibling("fdinfo"), List.of(name));
                    });
            recorder.target(files.resolve(name))
                    .filter(VfioNodes::mayBeDevice)
                    .ifPresent(target -> nodes.node(target, recorder.openDevice(files.resolve(name)))
                            .ifPresent(node ->
                                    held.put(name, VfioNodes.registersOf(target).isPresent() ? target : node)));
        }
    }

    /** A VM's command line may contain secrets; only its program, its name and its number are kept. */
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
