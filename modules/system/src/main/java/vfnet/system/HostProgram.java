// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Other programs, as root may start them: by an absolute path in folders that only root can write, never by the
 * caller's PATH, and with nothing of the caller's environment.
 */
public final class HostProgram {
    /** Not /usr/local: on Debian, the group staff may write there. The last one is NixOS's. */
    private static final List<String> FOLDERS =
            List.of("usr/sbin", "sbin", "usr/bin", "bin", "run/current-system/sw/bin");

    private static final String PATH = "/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin";

    private HostProgram() {}

    /**
     * {@return where a program is; empty where it is not installed}
     *
     * @param sysroot the machine
     * @param name its name
     */
    public static Optional<Path> find(Sysroot sysroot, String name) {
        for (String folder : FOLDERS) {
            Path program = sysroot.root().resolve(folder).resolve(name);
            if (Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the absolute path of a program of this host; where it is not installed, one that does not exist}
     *
     * @param name its name
     */
    public static String path(String name) {
        Sysroot host = Sysroot.live();
        return find(host, name)
                .orElseGet(() -> host.root().resolve(FOLDERS.getFirst()).resolve(name))
                .toString();
    }

    /**
     * Leaves nothing of the caller's environment, which could make a program load, read or start something else.
     *
     * @param environment the one of a process that is to be started
     */
    public static void clean(Map<String, String> environment) {
        environment.clear();
        environment.put("PATH", PATH);
        environment.put("LC_ALL", "C");
    }
}
