// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.model.host.Exposure;
import vfnet.system.Sysroot;
import vfnet.system.WriteAccess;

/**
 * Who except root controls what the boot service does: it runs as root what its unit, program and configuration say.
 */
public final class ServiceOwners {
    private static final String START = "ExecStart=";

    private ServiceOwners() {}

    /**
     * Of this host only: the owner of a file in a snapshot means nothing.
     *
     * @param unit the text of the unit; empty where there is none
     */
    public static List<Exposure> exposures(Sysroot sysroot, Optional<TextFile> unit) {
        if (!sysroot.equals(Sysroot.live())) {
            return List.of();
        }
        List<Path> places = new ArrayList<>();
        unit.ifPresent(file -> {
            places.add(sysroot.place(file.name()));
            program(file.text()).map(sysroot::place).ifPresent(places::add);
        });
        places.add(sysroot.configuration());
        Set<Exposure> exposures = new LinkedHashSet<>();
        for (Path place : places) {
            try {
                if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                    WriteAccess.to(place).ifPresent(exposures::add);
                }
            } catch (IOException e) {
                // A user who may not look there learns nothing; root may.
            }
        }
        return List.copyOf(exposures);
    }

    /** An absolute path, in quotes or not (systemd.service(5)). */
    private static Optional<String> program(String unit) {
        for (String line : unit.split("\n")) {
            if (line.startsWith(START)) {
                String command = line.substring(START.length()).strip();
                boolean quoted = command.startsWith("\"");
                int end = quoted ? command.indexOf('"', 1) : command.indexOf(' ');
                String program = command.substring(quoted ? 1 : 0, end < 0 ? command.length() : end);
                return Optional.of(program).filter(path -> path.startsWith("/"));
            }
        }
        return Optional.empty();
    }
}
