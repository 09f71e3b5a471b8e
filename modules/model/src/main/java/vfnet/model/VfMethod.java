// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

/** How VFs of a port are created. */
public enum VfMethod {
    /** By a number written to {@code sriov_numvfs} (Documentation/ABI/testing/sysfs-bus-pci). */
    SYSFS("sysfs"),
    /** By a parameter of the driver's module: {@code num_vfs} of mlx4_core, whose driver has no sriov_configure. */
    MODULE_PARAMETER("module_parameter");

    private final String id;

    VfMethod(String id) {
        this.id = id;
    }

    /** {@return its name in JSON documents, which never changes} */
    public String id() {
        return id;
    }
}
