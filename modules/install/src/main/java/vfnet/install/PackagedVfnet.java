// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.nio.file.Files;
import java.nio.file.Path;
import vfnet.system.HostPaths;
import vfnet.system.Sysroot;

/**
 * The vfnet that a distribution's package installs: its image is in {@code /usr/lib/vfnet} itself, where {@code vfnet
 * install --prefix /usr} would have one folder per version.
 *
 * @param root the machine
 */
public record PackagedVfnet(Sysroot root) {
    /** The folder of its image. */
    public static final String IMAGE = "/usr/lib/vfnet";

    /** {@return whether it is installed} */
    public boolean isThere() {
        return Files.isRegularFile(new HostPaths(root).packagedProgram());
    }

    /** {@return whether dnf changes and removes it; apt does elsewhere, on a Debian with the program rpm too} */
    public boolean isRpm() {
        HostPaths paths = new HostPaths(root);
        return !Files.isDirectory(paths.dpkgDatabase())
                && paths.rpmDatabases().stream().anyMatch(Files::isDirectory);
    }

    /** {@return the path of its rule for udev} */
    public Path rule() {
        return new HostPaths(root).packagedRules().resolve(Layout.RESTORE_RULE);
    }

    /** {@return the path of its unit} */
    public Path unit() {
        return new HostPaths(root).packagedUnit();
    }
}
