// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Users of this host by number, as the kernel shows them in our user namespace. */
public final class Users {
    private Users() {}

    /**
     * {@return the user that we run as: the owner of our own entry in /proc}
     *
     * @throws IOException when /proc cannot be read
     */
    public static int ourselves() throws IOException {
        return (Integer) Files.getAttribute(Sysroot.live().processes().resolve("self"), "unix:uid");
    }

    /**
     * The real user of a process. The owner of its entry in /proc does not show it: that is root for every process that
     * a user made undumpable (proc(5)).
     *
     * @param processes the directory of the processes
     * @param pid the process
     * @return empty when there is no such process, or it cannot be determined
     */
    public static OptionalInt of(Path processes, String pid) {
        try {
            for (String line :
                    Files.readAllLines(processes.resolve(pid).resolve("status"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("Uid:\t")) {
                    return OptionalInt.of(Integer.parseInt(line.substring(5, line.indexOf('\t', 5))));
                }
            }
        } catch (IOException | NumberFormatException e) {
            // It has ended.
        }
        return OptionalInt.empty();
    }
}
