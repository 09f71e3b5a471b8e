package vfnet.model;

/** How VFs of a port are made. */
public enum VfMethod {
    /** By a number written to {@code sriov_numvfs} (Documentation/ABI/testing/sysfs-bus-pci). */
    SYSFS,
    /** By a parameter of the driver's module: {@code num_vfs} of mlx4_core, whose driver has no sriov_configure. */
    MODULE_PARAMETER
}
