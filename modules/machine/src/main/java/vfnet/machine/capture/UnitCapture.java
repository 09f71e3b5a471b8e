// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.machine.IpAnswer;
import vfnet.model.Reading;
import vfnet.system.HostPaths;
import vfnet.system.MachineView;
import vfnet.system.SystemFiles;

/** Copies whether systemd's units exist and start at boot. */
final class UnitCapture {
    /** vfnet's own, and that of the Python tool. */
    private static final List<String> VFNETS = List.of("vfnet.service", "vfnet-create.service");

    private static final String OTHER = "NetworkManager.service";
    private static final List<String> WANTING = List.of(".wants", ".requires", ".upholds");

    private final Recorder recorder;
    private final MachineView view;
    private final SystemFiles files;
    private final ConfigurationText texts;

    UnitCapture(Recorder recorder, MachineView view) {
        this.recorder = recorder;
        this.view = view;
        files = new SystemFiles(view.sysroot());
        texts = new ConfigurationText(recorder, view.sysroot());
    }

    void capture() {
        texts.texts(files.units()).forEach((place, text) -> {
            String name = place.getFileName().toString();
            if (VFNETS.contains(name)) {
                texts.write(place, text);
            }
            if (name.equals(VFNETS.getFirst()) || name.equals(OTHER)) {
                state(name);
            }
        });
        VFNETS.forEach(this::links);
        links(OTHER);
        packaged();
    }

    /** Whether vfnet is installed from a package, and a command that takes precedence over it. */
    private void packaged() {
        HostPaths paths = new HostPaths(view.sysroot());
        for (Path program : List.of(paths.packagedProgram(), paths.localCommand())) {
            if (recorder.exists(program)) {
                texts.write(program, "");
            }
        }
    }

    private void state(String unit) {
        Reading<String> state = view.systemctl().show(unit);
        Optional<IpAnswer> answer = state.isUnreadable()
                ? Optional.of(new IpAnswer.Failed(1))
                : state.value().map(IpAnswer.Printed::new);
        answer.ifPresent(known -> recorder.machine().units().put(unit, known));
    }

    /** What starts the unit at boot. */
    void links(String unit) {
        for (Path folder : files.units().folders()) {
            for (String name : recorder.names(folder)) {
                if (WANTING.stream().anyMatch(name::endsWith)) {
                    recorder.target(folder.resolve(name).resolve(unit))
                            .ifPresent(target -> recorder.link(
                                    folder.resolve(name).resolve(unit), relative(folder.resolve(name), target)));
                }
            }
        }
    }

    /** {@code sriov@eth1.service} is an instance of {@code sriov@.service}. */
    static String template(String unit) {
        int at = unit.indexOf('@');
        return at < 0 || unit.lastIndexOf('.') < at
                ? unit
                : unit.substring(0, at + 1) + unit.substring(unit.lastIndexOf('.'));
    }

    /** The same for each instance of this unit. */
    void linksAndInstances(String unit) {
        links(unit);
        if (unit.contains("@.")) {
            for (Path folder : files.units().folders()) {
                recorder.names(folder).stream()
                        .filter(name -> WANTING.stream().anyMatch(name::endsWith))
                        .flatMap(name -> recorder.names(folder.resolve(name)).stream())
                        .filter(name -> !name.equals(unit) && template(name).equals(unit))
                        .distinct()
                        .forEach(this::links);
            }
        }
    }

    /** A snapshot's links do not begin at the root. */
    private String relative(Path folder, String target) {
        return target.startsWith("/")
                ? "../".repeat(view.sysroot().root().relativize(folder).getNameCount()) + target.substring(1)
                : target;
    }
}
