package vfnet.machine;

import vfnet.model.HostPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.model.MachineView;

/**
 * The network namespaces that interfaces of the machine's functions have gone to. Of the others not even the names are
 * kept.
 */
final class NamespaceCapture {
    private final Recorder recorder;
    private final MachineView view;
    private final Set<String> seen = new HashSet<>();

    NamespaceCapture(Recorder recorder, MachineView view) {
        this.recorder = recorder;
        this.view = view;
    }

    /** A network driver makes the directory {@code net}; empty, it means that the interface is elsewhere. */
    void capture(List<Path> functions) {
        List<String> gone = functions.stream()
                .filter(function -> recorder.exists(function.resolve("net")) && recorder.names(function.resolve("net")).isEmpty())
                .map(function -> "\"parentdev\":\"" + function.getFileName() + "\"").toList();
        if (gone.isEmpty()) {
            return;
        }
        Path processes = view.sysroot().processes();
        recorder.target(namespaceOf(processes.resolve("self"))).ifPresent(seen::add);
        Path named = new HostPlaces(view.sysroot()).namedNamespaces();
        recorder.names(named).stream().sorted().forEach(name -> named(named.resolve(name), gone));
        numbers(recorder.names(processes)).forEach(pid -> member(processes.resolve(pid), gone));
    }

    private static List<String> numbers(List<String> names) {
        return names.stream().filter(ProcessCapture::isNumber)
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder())).toList();
    }

    private static Path namespaceOf(Path process) {
        return process.resolve("ns").resolve("net");
    }

    /** A name is a mount, which a captured machine cannot have: a link with the namespace's number stands for it. */
    private void named(Path name, List<String> gone) {
        Optional<String> identity = recorder.target(name).or(() -> identity(name));
        if (identity.filter(seen::contains).isEmpty() && holds(name, gone)) {
            identity.ifPresent(known -> recorder.link(name, known));
            identity.ifPresent(known -> firstMember(known).ifPresent(this::process));
            identity.ifPresent(seen::add);
        }
    }

    private Optional<String> identity(Path name) {
        try {
            return view.sysroot().isLive() ? Optional.of("net:[" + Files.getAttribute(name, "unix:ino") + "]")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Path> firstMember(String identity) {
        Path processes = view.sysroot().processes();
        return numbers(recorder.names(processes)).stream().map(processes::resolve)
                .filter(process -> recorder.target(namespaceOf(process)).filter(identity::equals).isPresent()).findFirst();
    }

    private void member(Path process, List<String> gone) {
        Optional<String> identity = recorder.target(namespaceOf(process));
        if (identity.isPresent() && seen.add(identity.get()) && holds(namespaceOf(process), gone)) {
            process(process);
        }
    }

    private void process(Path process) {
        recorder.link(namespaceOf(process));
        recorder.attributes(process, List.of("comm"));
    }

    private boolean holds(Path namespace, List<String> gone) {
        String file = view.sysroot().onMachine(namespace);
        Optional<IpAnswer> answer = Capture.answer(view.ip().linksIn(file));
        if (answer.isEmpty() || !(answer.get() instanceof IpAnswer.Printed(String output))
                || gone.stream().noneMatch(output::contains)) {
            return false;
        }
        recorder.machine().elsewhere().put(file, answer.get());
        return true;
    }
}
