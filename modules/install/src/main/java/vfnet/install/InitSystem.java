// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.nio.file.Files;
import vfnet.install.files.DurableFiles;
import vfnet.system.HostPaths;
import vfnet.system.Sysroot;

/** The init system of a machine. */
public enum InitSystem {
    /** systemd. */
    SYSTEMD,
    /** Another one, or an unknown one. */
    OTHER;

    /**
     * Detects the init system of a tree. One without any is a machine still to be filled: systemd is most likely.
     *
     * @param root the tree
     * @return its init system
     */
    public static InitSystem of(Sysroot root) {
        boolean systemd =
                isBooted(root) || new HostPaths(root).systemdPrograms().stream().anyMatch(Files::exists);
        return systemd || new HostPaths(root).initPrograms().stream().noneMatch(DurableFiles::exists) ? SYSTEMD : OTHER;
    }

    /**
     * {@return whether systemd runs this machine now}
     *
     * @param root the machine; a tree that is not booted has no systemd running
     */
    public static boolean isBooted(Sysroot root) {
        return Files.isDirectory(new HostPaths(root).bootedBySystemd());
    }
}
