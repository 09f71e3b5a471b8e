package vfnet.cli;

import java.nio.file.Files;
import java.util.Optional;
import vfnet.apply.Mlx4Parameters;
import vfnet.apply.Planned;
import vfnet.apply.Planner;
import vfnet.apply.Refusal;
import vfnet.discovery.Discovery;
import vfnet.model.Inventory;
import vfnet.model.SavedPort;

/**
 * What shall be done to a port, and what was known of it then.
 *
 * @param row       the port
 * @param wanted    how it shall be
 * @param planned   the plan, or why there is none
 * @param inventory the machine
 */
record PortPlan(PfRow row, WantedVfs wanted, Planned planned, Inventory inventory) {

    /**
     * The plan for a number of VFs. A PF that cannot have that many is refused for that, and not for an address that it
     * cannot have either.
     *
     * @throws CommandFailure when that is impossible, or an address cannot be told
     */
    static PortPlan ofNumber(Inventory inventory, PfRow row, SetRequest request, Saved saved, Session session, boolean force)
            throws CommandFailure {
        mustBePossible(row, request.count());
        return of(inventory, row, WantedVfs.ofNumber(inventory, row, request, saved), session, force);
    }

    /**
     * The plan for what an entry of the saved configuration says.
     *
     * @throws CommandFailure when that is impossible, or an address cannot be told
     */
    static PortPlan asSaved(Inventory inventory, PfRow row, SavedPort entry, Saved saved, Session session, boolean force)
            throws CommandFailure {
        mustBePossible(row, entry.count());
        return of(inventory, row, WantedVfs.asSaved(inventory, row, entry, saved), session, force);
    }

    private static void mustBePossible(PfRow row, int count) throws CommandFailure {
        Optional<Refusal> impossible = Planner.impossible(row.pf(), count);
        if (impossible.isPresent()) {
            throw new CommandFailure(ExitCode.of(impossible.get()), impossible.get().words());
        }
    }

    /** The plan for VFs that are described one by one. */
    static PortPlan of(Inventory inventory, PfRow row, WantedVfs wanted, Session session, boolean force) {
        boolean vfio = Files.isDirectory(session.machine().sysroot().pciDriver("vfio-pci"));
        return new PortPlan(row, wanted, Planner.plan(inventory, wanted.port(), wanted.onUsualDriver(), vfio, force,
                Mlx4Parameters.running(session.machine().sysroot()), Discovery.vfDriver(session.machine(), row.pf())), inventory);
    }
}
