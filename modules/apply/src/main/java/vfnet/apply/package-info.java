/**
 * Changes of the live state. {@link vfnet.apply.Planner} compares an inventory with a desired state and returns a
 * {@link vfnet.apply.Plan} of {@link vfnet.apply.Step}s or a {@link vfnet.apply.Refusal}; it reads and writes nothing.
 * {@link vfnet.apply.Applier} executes the plan through the {@link vfnet.apply.Kernel} port, verifies each step, and
 * rolls back in reverse order if one fails. Its {@link vfnet.apply.Outcome} says what state the host is in.
 *
 * <p>A write to sysfs can block for ever (drivers/pci/iov.c, sriov_numvfs_store waits for the driver), so {@link
 * vfnet.apply.HostKernel} writes in processes of its own. What a run changes temporarily is recorded in {@code
 * /run/vfnet}, so that the next run can restore it after a kill.
 */
package vfnet.apply;
