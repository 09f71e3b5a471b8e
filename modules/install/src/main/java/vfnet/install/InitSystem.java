// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.nio.file.Files;
import vfnet.install.files.DurableFiles;
import vfnet.system.HostPaths;
import vfnet.system.Sysroot;

/** What starts a machine's services. */
public enum InitSystem {
    /** systemd. */
    SYSTEMD,
    /** Another one, or none that is known. */
    OTHER;

    /**
     * Looks at a tree. One without any init is a machine still to be filled: systemd is what it most likely gets.
     *
     * @param root the tree
     * @return what starts its services
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
