// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system.program;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Reading;
import vfnet.system.Sysroot;
import vfnet.system.SystemFiles;
import vfnet.system.SystemctlCommand;

/** The {@code systemctl} of this host, to read the state of units; {@code vfnet.install} has one that changes it. */
public final class HostSystemctl implements SystemctlCommand {
    private final Sysroot sysroot;
    private final HostPrograms programs;

    public HostSystemctl(Sysroot sysroot, HostPrograms programs) {
        this.sysroot = sysroot;
        this.programs = programs;
    }

    /** In a container systemd may be installed and not running. */
    @Override
    public Reading<String> show(String unit) {
        Optional<String> program = Files.isDirectory(new SystemFiles(sysroot).systemdRun())
                ? programs.find("systemctl")
                : Optional.empty();
        if (program.isEmpty()) {
            return Reading.absent();
        }
        List<String> command = new ArrayList<>(List.of(program.get()));
        command.addAll(QUESTION);
        command.add(unit);
        return programs.run(command, SystemctlCommand.question(unit))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
