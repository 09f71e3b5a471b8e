// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;
import java.util.Set;
import vfnet.model.Reading;

/**
 * The modules of the running kernel, named as in {@code /sys/module}, with underscores.
 *
 * @param release the kernel's release
 * @param available those that it could load or has built in; absent where the system keeps none, unreadable where this
 *     kernel's are not among those that it keeps
 * @param present those that are loaded or built in, of the ones that bear on VFs
 * @param rules what modprobe is told of them
 */
public record KernelModules(
        Reading<String> release, Reading<Set<String>> available, Set<String> present, List<ModuleRule> rules) {

    /** Keeps copies of what it is given. */
    public KernelModules {
        present = Set.copyOf(present);
        rules = List.copyOf(rules);
    }

    /**
     * {@return A module's or driver's name as {@code /sys/module} has it: {@code vfio-pci} is the module
     * {@code vfio_pci}}
     *
     * @param name its name
     */
    public static String canonical(String name) {
        return name.replace('-', '_');
    }
}
