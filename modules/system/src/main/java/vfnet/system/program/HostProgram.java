// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.system.Sysroot;

/**
 * Finds and starts other programs as root safely can: by an absolute path in folders that only root can write, never by
 * the caller's PATH, and without the caller's environment. Nothing else in vfnet starts a process.
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
     * Starts a program for what it prints; its error messages are discarded.
     *
     * @param command the absolute path of the program, and its arguments
     * @return the process, whose standard output the caller reads
     * @throws IOException when it cannot be started
     */
    public static Process startForOutput(List<String> command) throws IOException {
        return start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD), Map.of());
    }

    /**
     * Starts a program for what it does; what it prints is discarded.
     *
     * @param command the absolute path of the program, and its arguments
     * @return the process, whose standard error the caller reads
     * @throws IOException when it cannot be started
     */
    public static Process startForErrors(List<String> command) throws IOException {
        return startForErrors(command, Map.of());
    }

    /**
     * Starts a program for what it does; what it prints is discarded.
     *
     * @param command the absolute path of the program, and its arguments
     * @param environment variables in addition to PATH and LC_ALL
     * @return the process, whose standard error the caller reads
     * @throws IOException when it cannot be started
     */
    public static Process startForErrors(List<String> command, Map<String, String> environment) throws IOException {
        return start(new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD), environment);
    }

    /** The caller's environment could make the program load, read or start something else. */
    private static Process start(ProcessBuilder builder, Map<String, String> more) throws IOException {
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", PATH);
        environment.put("LC_ALL", "C");
        environment.putAll(more);
        return builder.start();
    }
}
