// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.boot;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import vfnet.system.ParentFolder;
import vfnet.system.Sysroot;

/**
 * Detects cheaply whether a PCI function or an interface has appeared, gone, changed its name, or got its final name
 * from udev.
 */
final class HotplugWatcher {
    private final Sysroot sysroot;
    private Set<String> known = Set.of();

    HotplugWatcher(Sysroot sysroot) {
        this.sysroot = sysroot;
    }

    /** Since the last call; the first call returns true. */
    boolean haveChanged() {
        Set<String> now = new HashSet<>();
        add(now, sysroot.pciDevices());
        add(now, sysroot.netClass());
        add(now, ParentFolder.of(sysroot.udevData(0)));
        boolean changed = !now.equals(known);
        known = now;
        return changed;
    }

    private static void add(Set<String> names, Path directory) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(entry -> names.add(entry.toString()));
        } catch (IOException e) {
            // Not there yet, which the empty result says.
        }
    }
}
