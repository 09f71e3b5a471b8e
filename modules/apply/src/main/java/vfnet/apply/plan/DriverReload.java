// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.mlx4.Mlx4Parameters;
import vfnet.model.VfDriver;
import vfnet.model.VfMethod;
import vfnet.model.desired.DesiredPort;
import vfnet.model.desired.DesiredVf;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.Sriov;

/**
 * Changes the number of VFs by reloading the driver's module. That removes every card of the driver for a moment, so
 * none of their ports may be in use, not even with force.
 */
public final class DriverReload {
    static final String NOTE =
            "new VFs get addresses on this port alone, and VFs of other cards of mlx4_core lose theirs: vfnet "
                    + "set, or vfnet apply, for each of those ports sets them";

    private DriverReload() {}

    static boolean isNeeded(LivePort live, int desired) {
        return isByModule(live.pf()) && live.count() != desired;
    }

    private static boolean isByModule(PhysicalFunction pf) {
        return pf.sriov()
                .value()
                .flatMap(Sriov::method)
                .filter(VfMethod.MODULE_PARAMETER::equals)
                .isPresent();
    }

    /** Why it is not possible; empty when it is. */
    static Optional<Refusal> refusal(Inventory inventory, LivePort live, int desired, boolean force) {
        if (!force) {
            return Optional.of(new Refusal(
                    Refusal.Reason.UNSUPPORTED,
                    live.name() + " creates VFs by a parameter of its driver's "
                            + "module and not through sysfs, so another number needs a reboot, or the driver to be "
                            + "reloaded. vfnet "
                            + "persist writes /etc/modprobe.d/vfnet-mlx4.conf (options mlx4_core num_vfs=0,0," + desired
                            + ") for the "
                            + "next boot; --force reloads the driver now, if none of its ports is in use. The "
                            + "firmware must allow "
                            + "it (mstconfig: SRIOV_EN=1 NUM_OF_VFS=N)",
                    List.of()));
        }
        List<String> users = users(inventory);
        return users.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Refusal.Reason.CARD_IN_USE,
                        live.name()
                                + ": its driver cannot be reloaded, for that takes every port of mlx4_core away, "
                                + "and of these "
                                + String.join("; ", users),
                        List.of()));
    }

    /**
     * {@return who uses a PF, port or VF of any card that creates VFs by a module parameter, and what could not be
     * checked, for people; empty when the driver can be reloaded}
     *
     * @param inventory the machine
     */
    public static List<String> users(Inventory inventory) {
        List<String> users = new ArrayList<>();
        for (PhysicalFunction pf : inventory.physicalFunctions()) {
            if (isByModule(pf)) {
                users.addAll(PfUsers.of(pf));
                pf.ports().forEach(port -> users.addAll(PfUsers.of(port)));
                users.addAll(PfUsers.ofVfs(pf));
            }
        }
        return users.stream().distinct().toList();
    }

    private static Mlx4Parameters parameters(LivePort live, DesiredPort desired, Optional<Mlx4Parameters> running) {
        int bound = desired.vfs().stream()
                .filter(vf -> vf.driver() instanceof VfDriver.Auto)
                .mapToInt(vf -> vf.index() + 1)
                .max()
                .orElse(0);
        return Mlx4Parameters.of(live.pf(), desired.count(), bound, running);
    }

    /** VFs that remain keep their settings on the card's other ports as well. */
    static List<Step> steps(LivePort live, DesiredPort desired, Optional<Mlx4Parameters> running) {
        List<Step> steps = new ArrayList<>(List.of(
                new Step.ReloadDriver(desired.pf(), desired.count(), parameters(live, desired, running), running)));
        for (Port port : live.pf().ports()) {
            int devPort = port.networkInterface().devPort().value().orElse(0);
            List<DesiredVf> kept = new LivePort(live.pf(), devPort).asDesired().vfs();
            List<DesiredVf> remaining = kept.subList(0, Math.min(kept.size(), desired.count()));
            if (devPort != desired.devPort() && !remaining.isEmpty()) {
                steps.add(new Step.ConfigureVfs(desired.pf(), devPort, remaining));
            }
        }
        return steps;
    }
}
