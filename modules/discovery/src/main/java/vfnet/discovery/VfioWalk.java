package vfnet.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import vfnet.model.DeviceNumber;
import vfnet.model.Holder;
import vfnet.model.MachineView;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.Sysroot;
import vfnet.model.VfioNodes;

/** One walk over all processes' open files: who holds which vfio device, by the path that it is known by. */
final class VfioWalk extends Bounded<VfioWalk.Seen> {
    /** The first process namespace's number (include/linux/proc_ns.h, PROC_PID_INIT_INO). */
    private static final String WHOLE_HOST = "pid:[4026531836]";


    private final Sysroot sysroot;
    private final AttributeReader attributes;
    private final VfioNodes nodes;
    private final Map<String, List<Holder>> holders = new HashMap<>();
    private Optional<String> unseen = Optional.empty();

    /**
     * What the walk saw.
     *
     * @param holders by the path that the device is known by
     * @param gap     what could not be seen
     */
    record Seen(Map<String, List<Holder>> holders, Optional<Problem> gap) {}

    VfioWalk(MachineView view, VfioNodes nodes) {
        super(view.sysroot().onMachine(view.sysroot().processes()) + "/*/fd", "who holds a function through vfio is unknown");
        sysroot = view.sysroot();
        attributes = new AttributeReader(view);
        this.nodes = nodes;
    }

    /**
     * Process 1 always exists. Where its open files cannot be seen, not being root or under hidepid, others' cannot
     * either, and finding nobody would mean nothing. Nor does it in a container that shows its own processes alone.
     */
    @Override
    Reading<Seen> find() {
        Path processes = sysroot.processes();
        Path proof = processes.resolve("1").resolve("fd");
        if (!(attributes.names(proof) instanceof Reading.Value<List<String>>)) {
            return attributes.wrong(proof,
                    "cannot be read, so who holds a function through vfio is unknown; run as root to see it");
        }
        Reading<SortedMap<Integer, Path>> all = new ProcessReader(attributes).all(processes);
        all.value().ifPresent(byNumber -> byNumber.forEach((pid, process) -> look(process, pid)));
        Optional<String> whole = attributes.linkTarget(processes.resolve("self/ns/pid")).value();
        if (sysroot.isLive() && whole.isPresent() && !whole.get().equals(WHOLE_HOST)) {
            unseen = Optional.of("shows the processes of this container alone; run on the host itself");
        }
        return Reading.of(new Seen(holders, unseen.map(why -> unreadable(why).problem().orElseThrow())
                .or(all::problem)));
    }

    private void look(Path process, int pid) {
        Path files = process.resolve("fd");
        Reading<List<String>> names = attributes.names(files);
        boolean hidden = names.isUnreadable();
        List<String> held = new ArrayList<>(0);
        for (String name : names.value().orElse(List.of())) {
            Path file = files.resolve(name);
            Reading<String> target = attributes.linkTarget(file);
            hidden |= target.isUnreadable();
            target.value().filter(VfioNodes::mayBeDevice)
                    .flatMap(open -> nodes.node(open, number(file)))
                    .filter(node -> !held.contains(node)).ifPresent(held::add);
        }
        // Links of a process that has just ended answer EACCES too (fs/proc/base.c, proc_fd_access_allowed).
        if (hidden && attributes.names(files).value().filter(List::isEmpty).isEmpty() && attributes.exists(process)) {
            unseen = Optional.of("cannot be read for process " + pid);
        }
        if (!held.isEmpty()) {
            Holder holder = new ProcessReader(attributes).read(process, pid);
            held.forEach(node -> holders.computeIfAbsent(node, none -> new ArrayList<>(1)).add(holder));
        }
    }

    /** Only a live host's open files are followed: those of a captured machine would lead out of it. */
    private Optional<DeviceNumber> number(Path file) {
        if (!sysroot.isLive()) {
            return Optional.empty();
        }
        try {
            Map<String, Object> status = Files.readAttributes(file, "unix:mode,rdev");
            return DeviceNumber.ofFile((Integer) status.get("mode"), (Long) status.get("rdev"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
