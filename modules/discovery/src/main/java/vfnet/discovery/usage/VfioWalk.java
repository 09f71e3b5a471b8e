// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.ProcessReader;
import vfnet.model.DeviceNumber;
import vfnet.model.Once;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;
import vfnet.system.FileMode;
import vfnet.system.MachineView;
import vfnet.system.ParentFolder;
import vfnet.system.Sysroot;
import vfnet.system.VfioNodes;
import vfnet.system.program.TimeBoundQuery;

/** One walk over all processes' open files: which process holds which vfio device, by the path that it is known by. */
public final class VfioWalk extends TimeBoundQuery<VfioWalk.Seen> {
    /** The first process namespace's number (include/linux/proc_ns.h, PROC_PID_INIT_INO). */
    private static final String WHOLE_HOST = "pid:[4026531836]";

    private static final String NAMESPACE = "net:[";

    private final Sysroot sysroot;
    private final AttributeReader attributes;
    private final Once<VfioNodes> nodes;
    private final Map<String, List<Holder>> holders = new HashMap<>();
    private final Map<String, String> namespaces = new TreeMap<>();
    private Optional<Problem> stray = Optional.empty();
    private Optional<String> unseen = Optional.empty();

    /**
     * The result of the walk.
     *
     * @param holders by the path that the device is known by
     * @param namespaces files by which processes keep network namespaces, by the namespace
     * @param stray a process that has an unidentified device of vfio open
     * @param gap what could not be read
     */
    public record Seen(
            Map<String, List<Holder>> holders,
            Map<String, String> namespaces,
            Optional<Problem> stray,
            Optional<Problem> gap) {}

    /** @param nodes reads the devices of functions, once some process has a device open */
    public VfioWalk(MachineView view, Supplier<VfioNodes> nodes) {
        super(
                view.waiting(),
                view.sysroot().onMachine(view.sysroot().processes()) + "/*/fd",
                "who holds a function is unknown");
        sysroot = view.sysroot();
        attributes = new AttributeReader(view);
        this.nodes = new Once<>(nodes);
    }

    /**
     * Process 1 always exists. Where its open files cannot be read, without root or with hidepid, those of others
     * cannot either, and an empty result would mean nothing. The same holds in a container that shows its own processes
     * only.
     */
    @Override
    protected Reading<Seen> find() {
        Path processes = sysroot.processes();
        Path proof = processes.resolve("1").resolve("fd");
        if (!(attributes.names(proof) instanceof Reading.Value<List<String>>)) {
            return attributes.wrong(proof, "cannot be read, so who holds a function is unknown; run as root to see it");
        }
        Reading<SortedMap<Integer, Path>> all = new ProcessReader(attributes).all(processes);
        all.value().ifPresent(byNumber -> byNumber.forEach((pid, process) -> look(process, pid)));
        Optional<String> whole =
                attributes.linkTarget(processes.resolve("self/ns/pid")).value();
        if (whole.isPresent() && !whole.get().equals(WHOLE_HOST)) {
            unseen = Optional.of("shows the processes of this container alone; run on the host itself");
        }
        return Reading.of(new Seen(
                holders,
                namespaces,
                stray,
                unseen.map(why -> unreadable(why).problem().orElseThrow()).or(all::problem)));
    }

    private void look(Path process, int pid) {
        Path files = process.resolve("fd");
        Set<String> held = new LinkedHashSet<>();
        Reading<List<String>> names = attributes.names(files);
        boolean hidden = look(files, names, List.of(), held);
        // Links of a process that has just ended answer EACCES too (fs/proc/base.c, proc_fd_access_allowed).
        if (hidden && !attributes.names(files).equals(Reading.of(List.of())) && attributes.exists(process)) {
            unseen = Optional.of("cannot be read for process " + pid);
        }
        threads(process, pid, names.value().orElse(List.of()), held);
        if (held.remove(VfioNodes.STRAY) && held.stream().noneMatch(node -> node.startsWith(VfioNodes.GROUPS))) {
            stray = Optional.of(new Problem(
                    attributes.name(files),
                    "shows a device of vfio without its group, and only Linux " + "6.18 and later show which it is"));
        }
        if (!held.isEmpty()) {
            Holder holder = new ProcessReader(attributes).read(process, pid);
            held.forEach(node ->
                    holders.computeIfAbsent(node, none -> new ArrayList<>(1)).add(holder));
        }
    }

    /**
     * A thread may have a table of open files of its own (unshare(2), CLONE_FILES), and outlive its process's first
     * one.
     */
    private void threads(Path process, int pid, List<String> known, Set<String> held) {
        Path tasks = process.resolve("task");
        List<String> threads = attributes.names(tasks).value().orElse(List.of());
        for (String thread : threads.equals(List.of(String.valueOf(pid))) ? List.<String>of() : threads) {
            Path files = tasks.resolve(thread).resolve("fd");
            look(files, attributes.names(files), known, held);
        }
    }

    /** Whether something could not be read. */
    private boolean look(Path files, Reading<List<String>> names, List<String> known, Set<String> held) {
        boolean hidden = names.isUnreadable();
        Set<String> seen = Set.copyOf(known);
        for (String name : names.value().orElse(List.of())) {
            if (!seen.contains(name)) {
                Path file = files.resolve(name);
                Reading<String> target = attributes.linkTarget(file);
                hidden |= target.isUnreadable();
                target.value().ifPresent(open -> note(open, file, held));
            }
        }
        return hidden;
    }

    private void note(String open, Path file, Set<String> held) {
        if (open.startsWith(NAMESPACE)) {
            String name = attributes.name(file);
            namespaces.merge(open, name, (known, other) -> known.compareTo(other) < 0 ? known : other);
        } else if (VfioNodes.isDeviceOfVfio(open)) {
            Path status = ParentFolder.of(file)
                    .resolveSibling("fdinfo")
                    .resolve(file.getFileName().toString());
            held.add(VfioNodes.deviceOfVfio(attributes.text(status).value()));
        } else if (VfioNodes.mayBeDevice(open)) {
            nodes.get().node(open, number(file)).ifPresent(held::add);
        }
    }

    /** Only a live host's open files are followed: those of a snapshot would lead out of it. */
    private Optional<DeviceNumber> number(Path file) {
        if (!sysroot.isLive()) {
            return Optional.empty();
        }
        try {
            Map<String, Object> status = Files.readAttributes(file, "unix:mode,rdev");
            return DeviceNumber.ofFile((int) FileMode.unixNumber(status, "mode"), FileMode.unixNumber(status, "rdev"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
