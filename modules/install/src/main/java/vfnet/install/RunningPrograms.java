// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import vfnet.system.Sysroot;

/** The processes of this host, by the program that they run (proc(5), exe). */
public final class RunningPrograms {
    private final Sysroot host;

    /**
     * The processes of a host.
     *
     * @param host the host whose {@code /proc} it is
     */
    public RunningPrograms(Sysroot host) {
        this.host = host;
    }

    /**
     * {@return the ID of a process that runs from a folder, so that it may still need files there; empty when there is
     * none, or the list of processes cannot be read}
     *
     * @param folder where its program is, at any depth
     * @param but the ID of a process that does not count
     */
    public OptionalLong from(Path folder, OptionalLong but) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(host.processes(), "[0-9]*")) {
            Path real = folder.toRealPath();
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if ((but.isEmpty() || but.getAsLong() != pid) && runs(process, real)) {
                    return OptionalLong.of(pid);
                }
            }
        } catch (IOException e) {
            // No such folder or no such list: there is nothing to wait for, or it is unknown.
        }
        return OptionalLong.empty();
    }

    /** Kernel threads run no program, and those of other users do not show it. */
    private static boolean runs(Path process, Path folder) {
        try {
            return Files.readSymbolicLink(process.resolve("exe")).startsWith(folder);
        } catch (IOException e) {
            return false;
        }
    }
}
