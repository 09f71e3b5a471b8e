// SPDX-License-Identifier: LGPL-3.0-or-later
/**
 * Changes of the live state. {@link vfnet.apply.plan.Planner} compares an inventory with a desired state and returns a
 * {@link vfnet.apply.plan.Plan} of {@link vfnet.apply.plan.Step}s or a {@link vfnet.apply.plan.Refusal}; it reads and
 * writes nothing. {@code run.Applier} executes the plan through the {@link vfnet.apply.kernel.Kernel} port, verifies
 * each step, and rolls back in reverse order if one fails. Its {@link vfnet.apply.outcome.Outcome} says what state the
 * host is in.
 *
 * <p>A write to sysfs can block forever (drivers/pci/iov.c, sriov_numvfs_store waits for the driver), so
 * {@code host.HostKernel} writes in processes of its own. What a run changes temporarily is recorded in
 * {@code /run/vfnet}, so that the next run can restore it after a kill.
 */
@SuppressWarnings("module")
module vfnet.apply {
    requires transitive vfnet.model;
    requires transitive vfnet.system;

    exports vfnet.apply.kernel;
    exports vfnet.apply.plan;
    exports vfnet.apply.filter;
    exports vfnet.apply.outcome;
    // The modules that these packages are exported to are compiled after this one.
    exports vfnet.apply.run to
            vfnet.operations,
            vfnet.cli;
    exports vfnet.apply.state;
    exports vfnet.apply.mlx4;
    exports vfnet.apply.host to
            vfnet.cli;
}
