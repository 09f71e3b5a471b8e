// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vfnet.machine.IpAnswer;
import vfnet.model.host.NamespaceMounts;
import vfnet.system.HostPaths;
import vfnet.system.MachineView;
import vfnet.system.ParentFolder;

/**
 * The network namespaces that have something of the machine's functions: an interface that has moved there, or a link
 * on one of a VF's interfaces. Of the others not even the names are kept.
 */
final class NamespaceCapture {
    private final Recorder recorder;
    private final MachineView view;
    private final Path processes;
    private final Set<String> seen = new HashSet<>();
    private final List<String> signs = new ArrayList<>();
    private boolean someFailed;

    NamespaceCapture(Recorder recorder, MachineView view) {
        this.recorder = recorder;
        this.view = view;
        processes = view.sysroot().processes();
    }

    /** This process's own namespaces show that the capture searched for all that they bear on. */
    void capture(List<Path> functions) {
        recorder.link(namespaceOf(processes.resolve("self")));
        recorder.link(processes.resolve("self/ns/pid"));
        recorder.link(namespaceOf(processes.resolve("1")));
        functions.forEach(this::signs);
        if (signs.isEmpty()) {
            return;
        }
        recorder.target(namespaceOf(processes.resolve("self"))).ifPresent(seen::add);
        Path named = new HostPaths(view.sysroot()).namedNamespaces();
        recorder.names(named).stream().sorted().forEach(name -> named(named.resolve(name)));
        List<String> pids = numbers(recorder.names(processes));
        pids.forEach(pid -> tasks(processes.resolve(pid)));
        mounts();
        pids.forEach(pid -> open(processes.resolve(pid).resolve("fd")));
    }

    /**
     * The identities of a function in another namespace. A network driver creates the directory {@code net}; empty, it
     * means that the interface is elsewhere. A VF's second interface can be elsewhere, too.
     */
    private void signs(Path function) {
        boolean virtual = recorder.exists(function.resolve("physfn"));
        owners(function)
                .map(owner -> owner.resolve("net"))
                .filter(recorder::exists)
                .forEach(net -> {
                    List<String> own = recorder.names(net);
                    if (virtual || own.isEmpty()) {
                        signs.add("\"parentdev\":\"" + ParentFolder.of(net).getFileName() + "\"");
                    }
                    if (virtual) {
                        own.forEach(name -> recorder.text(net.resolve(name).resolve("ifindex"))
                                .ifPresent(index -> signs.add("\"link_index\":" + index + ",")));
                    }
                });
    }

    /** A virtio function's interface is below its device on the virtio bus, which ip names as its parent. */
    private Stream<Path> owners(Path function) {
        return Stream.concat(
                Stream.of(function),
                recorder.names(function).stream()
                        .filter(name -> name.startsWith("virtio"))
                        .map(function::resolve));
    }

    private static List<String> numbers(List<String> names) {
        return names.stream()
                .filter(ProcessCapture::isNumber)
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static Path namespaceOf(Path process) {
        return process.resolve("ns").resolve("net");
    }

    /** A name is a mount, which a snapshot cannot have: a link with the namespace's number replaces it. */
    private void named(Path name) {
        Optional<String> identity = recorder.target(name).or(() -> identity(name));
        if (identity.filter(seen::contains).isEmpty() && holds(view.sysroot().onMachine(name))) {
            identity.ifPresent(known -> recorder.link(name, known));
            identity.ifPresent(known -> firstMember(known).ifPresent(this::process));
        }
        identity.ifPresent(seen::add);
    }

    private Optional<String> identity(Path name) {
        try {
            return view.sysroot().isLive()
                    ? Optional.of("net:[" + Files.getAttribute(name, "unix:ino") + "]")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Path> firstMember(String identity) {
        return numbers(recorder.names(processes)).stream()
                .map(processes::resolve)
                .filter(process -> recorder.target(namespaceOf(process))
                        .filter(identity::equals)
                        .isPresent())
                .findFirst();
    }

    /** A process, and its threads, which may each be in a namespace of their own. */
    private void tasks(Path process) {
        member(process);
        numbers(recorder.names(process.resolve("task")))
                .forEach(thread -> member(process.resolve("task").resolve(thread)));
    }

    private void member(Path process) {
        Optional<String> identity = recorder.target(namespaceOf(process));
        if (identity.isPresent()
                && seen.add(identity.get())
                && holds(view.sysroot().onMachine(namespaceOf(process)))) {
            process(process);
        }
    }

    private void process(Path process) {
        recorder.link(namespaceOf(process));
        recorder.attributes(process, List.of("comm"));
    }

    /** One that is mounted needs no process. */
    private void mounts() {
        Path mounts = view.sysroot().mounts();
        List<String> kept = new ArrayList<>();
        String all =
                new ConfigurationText(recorder, view.sysroot()).text(mounts).orElse("");
        all.lines()
                .forEach(line -> NamespaceMounts.in(line).stream()
                        .filter(mount -> seen.add(mount.identity()) && holds(mount.place()))
                        .forEach(mount -> kept.add(line)));
        if (!kept.isEmpty()) {
            recorder.file(mounts, (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Nor does one that a process keeps open. */
    private void open(Path files) {
        for (String name : recorder.names(files)) {
            Optional<String> identity =
                    recorder.target(files.resolve(name)).filter(target -> target.startsWith("net:["));
            if (identity.isPresent()
                    && seen.add(identity.get())
                    && holds(view.sysroot().onMachine(files.resolve(name)))) {
                recorder.link(files.resolve(name), identity.get());
            }
        }
    }

    /** Of those that could not be queried one is kept: it shows that there may be users unseen. */
    private boolean holds(String file) {
        IpAnswer answer = Capture.answer(view.ip().linksIn(file)).orElseGet(() -> new IpAnswer.Failed(1));
        boolean kept = switch (answer) {
            case IpAnswer.Printed(String output) -> {
                String dense = output.replace(" ", "");
                yield signs.stream().anyMatch(dense::contains);
            }
            case IpAnswer.Failed _ ->
                !someFailed && recorder.exists(view.sysroot().place(file));
        };
        someFailed |= kept && answer instanceof IpAnswer.Failed;
        if (kept) {
            recorder.machine().elsewhere().put(file, answer);
        }
        return kept;
    }
}
