// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.ProcessReader;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;
import vfnet.system.MachineView;
import vfnet.system.Sysroot;
import vfnet.system.VfioNodes;
import vfnet.system.program.TimeBoundQuery;

/**
 * The processes that have a function's registers mapped, by its address: a user-space driver may close the file
 * afterwards. Read only for functions without a driver: a kernel's driver and a program do not share one.
 */
final class RegisterMaps extends TimeBoundQuery<Map<String, List<Holder>>> {
    private final Sysroot sysroot;
    private final ProcessReader processes;

    RegisterMaps(MachineView view) {
        super(
                view.waiting(),
                view.sysroot().onMachine(view.sysroot().processes()) + "/*/maps",
                "who drives a function from user space is unknown");
        sysroot = view.sysroot();
        processes = new ProcessReader(new AttributeReader(view));
    }

    @Override
    protected Reading<Map<String, List<Holder>>> find() {
        return processes.all(sysroot.processes()).map(byNumber -> {
            Map<String, List<Holder>> found = new HashMap<>();
            byNumber.forEach((pid, process) -> processes
                    .raw(process.resolve("maps"))
                    .value()
                    .ifPresent(maps -> maps.lines()
                            .map(RegisterMaps::function)
                            .flatMap(Optional::stream)
                            .distinct()
                            .forEach(function -> found.computeIfAbsent(function, none -> new ArrayList<>(1))
                                    .add(holder(process, pid)))));
            return found;
        });
    }

    /** The path is at the end of a line (proc_pid_maps(5)). */
    private static Optional<String> function(String line) {
        int path = line.indexOf('/');
        return path < 0 ? Optional.empty() : VfioNodes.registersOf(line.substring(path));
    }

    private Holder holder(Path process, int pid) {
        return processes.read(process, pid);
    }
}
