// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.apply.mlx4.Mlx4Parameters;
import vfnet.apply.plan.Plan;
import vfnet.apply.plan.PlanResult;
import vfnet.apply.plan.Planner;
import vfnet.apply.plan.Refusal;
import vfnet.apply.plan.VfsToBind;
import vfnet.discovery.Discovery;
import vfnet.model.Reading;
import vfnet.model.desired.SavedPort;
import vfnet.model.host.BusMaster;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.desired.DeadVfs;
import vfnet.operations.desired.DesiredVfs;
import vfnet.operations.desired.SetRequest;
import vfnet.operations.desired.UnansweringVfs;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.Drift;
import vfnet.operations.view.PfRow;
import vfnet.persistence.Difference;

/**
 * The plan for a port, and what it was made of.
 *
 * @param row the port
 * @param desired the desired state of its VFs
 * @param planned the plan, or why there is none
 * @param inventory the machine as read for the plan
 * @param drift how the port differs from what is saved for it; empty for another request
 */
public record PortPlan(PfRow row, DesiredVfs desired, PlanResult planned, Inventory inventory, List<Difference> drift) {

    /**
     * {@return the plan for a number of VFs} A PF that cannot have that many is refused for that, and not for an
     * address that it cannot have either.
     *
     * @param inventory the live state of the machine
     * @param row the port
     * @param request the request
     * @param saved the saved configuration, for new VFs
     * @param context the machine and the environment of the operation
     * @throws OperationException when the PF cannot have that many VFs, an address is unknown, or there is something to
     *     do and a VF that has a driver does not answer
     */
    public static PortPlan ofNumber(
            Inventory inventory, PfRow row, SetRequest request, ConfigurationView saved, OperationContext context)
            throws OperationException {
        requirePossible(row, request.count());
        return of(
                inventory,
                row,
                DesiredVfs.ofNumber(inventory, row, request, saved),
                context,
                request.force(),
                List.of());
    }

    /**
     * The plan for an entry of the saved configuration.
     *
     * @throws OperationException when that is impossible, an address is unknown, or a VF that has a driver does not
     *     answer
     */
    static PortPlan asSaved(
            Inventory inventory,
            PfRow row,
            SavedPort entry,
            ConfigurationView saved,
            OperationContext context,
            boolean force)
            throws OperationException {
        requirePossible(row, entry.count());
        Map<Integer, BusMaster> known =
                Discovery.busMasters(context.machine(), row.pf().virtualFunctions());
        UnansweringVfs silent = UnansweringVfs.of(row, known);
        silent.refuse();
        return of(
                inventory,
                row,
                DesiredVfs.asSaved(inventory, row, entry, saved),
                DeadVfs.of(row, known, force),
                silent,
                context,
                force,
                Drift.of(row, Reading.of(entry)).all());
    }

    /**
     * {@return whether the port is in the desired state already, for which nobody's use of its VFs matters} A note may
     * be about VFs that would be changed if nobody used them.
     */
    public boolean changesNothing() {
        return planned instanceof Plan plan && plan.isEmpty() && plan.notes().isEmpty();
    }

    private static void requirePossible(PfRow row, int count) throws OperationException {
        Optional<Refusal> impossible = Planner.impossible(row.pf(), count);
        if (impossible.isPresent()) {
            throw new OperationException(
                    Kind.of(impossible.get()), impossible.get().message());
        }
    }

    /**
     * {@return the plan for single VFs}
     *
     * @param inventory the live state of the machine
     * @param row the port
     * @param desired the desired state of its VFs
     * @param context the machine and the environment of the operation
     * @param force whether to remove or rebind VFs in use
     * @param drift how the port differs from what is saved for it; empty for another request
     * @throws OperationException when there is something to do, and a VF that has a driver does not answer
     */
    public static PortPlan of(
            Inventory inventory,
            PfRow row,
            DesiredVfs desired,
            OperationContext context,
            boolean force,
            List<Difference> drift)
            throws OperationException {
        Map<Integer, BusMaster> known =
                Discovery.busMasters(context.machine(), row.pf().virtualFunctions());
        return of(inventory, row, desired, DeadVfs.NONE, UnansweringVfs.of(row, known), context, force, drift);
    }

    private static PortPlan of(
            Inventory inventory,
            PfRow row,
            DesiredVfs desired,
            DeadVfs dead,
            UnansweringVfs silent,
            OperationContext context,
            boolean force,
            List<Difference> drift)
            throws OperationException {
        boolean vfio = Files.isDirectory(context.machine().sysroot().pciDriver("vfio-pci"));
        PlanResult planned = Planner.plan(
                inventory,
                desired.port(),
                new VfsToBind(desired.onUsualDriver(), dead.rebound()),
                vfio,
                force,
                Mlx4Parameters.running(context.machine().sysroot()),
                () -> Discovery.vfDriver(context.machine(), row.pf()));
        if (planned instanceof Plan plan) {
            boolean noted = plan.former().count() == plan.desired().count();
            planned = silent.allow(noted ? dead.note().map(plan::noting).orElse(plan) : plan);
        }
        return new PortPlan(row, desired, planned, inventory, drift);
    }
}
