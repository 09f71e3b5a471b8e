// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;
import java.util.Set;
import vfnet.model.Reading;

/**
 * The modules of the running kernel, named as in {@code /sys/module}, with underscores.
 *
 * @param release the kernel's release
 * @param available the modules that it can load or has built in; absent where the system has no list, unreadable where
 *     the list of this kernel is missing
 * @param present those that are loaded or built in, of the ones that bear on VFs
 * @param rules modprobe's configuration of them
 */
public record KernelModules(
        Reading<String> release, Reading<Set<String>> available, Set<String> present, List<ModuleRule> rules) {

    /** Copies the collections. */
    public KernelModules {
        present = Set.copyOf(present);
        rules = List.copyOf(rules);
    }

    /**
     * {@return the name in {@code /sys/module} of a module or driver: {@code vfio-pci} is the module {@code vfio_pci}}
     *
     * @param name its name
     */
    public static String canonical(String name) {
        return name.replace('-', '_');
    }
}
