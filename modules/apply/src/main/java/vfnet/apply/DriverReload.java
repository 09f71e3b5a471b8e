package vfnet.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Holder;
import vfnet.model.Inventory;
import vfnet.model.PhysicalFunction;
import vfnet.model.Port;
import vfnet.model.Reading;
import vfnet.model.Sriov;
import vfnet.model.Traffic;
import vfnet.model.VfDriver;
import vfnet.model.VfMethod;
import vfnet.model.VirtualFunction;
import vfnet.model.WantedPort;
import vfnet.model.WantedVf;

/**
 * Another number of VFs by loading the driver's module anew: it takes every card of that driver away for a moment, so
 * nobody may be on any of their ports, not even by force.
 */
final class DriverReload {
    static final String NOTE = "new VFs get addresses on this port alone, and VFs of other cards of mlx4_core lose theirs: vfnet "
            + "set, or vfnet apply, for each of those ports sets them";

    private DriverReload() {}

    static boolean isNeeded(LivePort live, int wanted) {
        return isByModule(live.pf()) && live.count() != wanted;
    }

    private static boolean isByModule(PhysicalFunction pf) {
        return pf.sriov().value().flatMap(Sriov::method).filter(VfMethod.MODULE_PARAMETER::equals).isPresent();
    }

    /** Why it is not done; empty when it may be. */
    static Optional<Refusal> refusal(Inventory inventory, LivePort live, int wanted, boolean force) {
        if (!force) {
            return Optional.of(new Refusal(Refusal.Reason.CANNOT, live.name() + " makes VFs by a parameter of its driver's "
                    + "module and not through sysfs, so another number needs a reboot, or the driver to be loaded anew. vfnet "
                    + "persist writes /etc/modprobe.d/vfnet-mlx4.conf (options mlx4_core num_vfs=0,0," + wanted + ") for the "
                    + "next start; --force loads the driver anew now, if nobody is on any port of it. The firmware must allow "
                    + "it (mstconfig: SRIOV_EN=1 NUM_OF_VFS=N)", List.of()));
        }
        List<String> users = users(inventory);
        return users.isEmpty() ? Optional.empty() : Optional.of(new Refusal(Refusal.Reason.CARD_IN_USE, live.name()
                + ": its driver cannot be loaded anew, for that takes every port of mlx4_core away, and of these "
                + String.join("; ", users), List.of()));
    }

    /** Everybody on a port or VF of such a card, and what could not be looked at. */
    static List<String> users(Inventory inventory) {
        List<String> users = new ArrayList<>();
        for (PhysicalFunction pf : inventory.physicalFunctions()) {
            if (isByModule(pf)) {
                holders(pf.function().address().toString(), pf.function().holders(), users);
                pf.ports().forEach(port -> traffic(port, users));
                for (VirtualFunction vf : pf.virtualFunctions()) {
                    holders("VF " + vf.index() + " (" + vf.function().address() + ")", vf.function().holders(), users);
                }
            }
        }
        return users.stream().distinct().toList();
    }

    private static void holders(String who, Reading<List<Holder>> holders, List<String> users) {
        holders.problem().ifPresent(problem -> users.add(who + " may be in use (" + problem + ")"));
        holders.value().orElse(List.of()).forEach(holder -> users.add(switch (holder) {
            case Holder.VfioProcess(int pid, String command, var vm) -> who + " is held by " + command + " (process " + pid + ")"
                    + vm.map(known -> ", VM " + known.name()).orElse("");
            case Holder.DeviceProcess(int pid, String command, var _, String node) -> who + " is held by " + command
                    + " (process " + pid + ", " + node + ")";
            case Holder.LinkElsewhere(var own, var upper, var _, var _) -> own + " is under " + upper
                    + " of another network namespace";
            case Holder.XdpProgram(var own) -> own + " has an XDP program";
            case Holder.NetworkNamespace(var name, var _) -> who + " is in another network namespace" + name.map(known -> ", " + known).orElse("");
            case Holder.HasIpAddress(var own, String address) -> own + " has the address " + address;
            case Holder.UpperLink(var own, var upper, var _) -> own + " is under " + upper;
            case Holder.DefaultRoute(var own) -> own + " has a default route";
        }));
    }

    private static void traffic(Port port, List<String> users) {
        String name = port.networkInterface().name().text();
        port.carries().problem().ifPresent(problem -> users.add(name + " may carry traffic (" + problem + ")"));
        port.carries().value().orElse(List.of()).forEach(traffic -> users.add(switch (traffic) {
            case Traffic.DefaultRoute(var via) -> name + " carries the default route (" + via + ")";
            case Traffic.Upper(var via, var _) -> name + " is under " + via;
            case Traffic.SshSession(String peer, var _) -> name + " carries your SSH connection from " + peer;
        }));
    }

    private static Mlx4Parameters parameters(LivePort live, WantedPort wanted, Optional<Mlx4Parameters> running) {
        int bound = wanted.vfs().stream().filter(vf -> vf.driver() instanceof VfDriver.Auto).mapToInt(vf -> vf.index() + 1).max().orElse(0);
        return Mlx4Parameters.of(live.pf(), wanted.count(), bound, running);
    }

    /** VFs that remain keep their settings on the card's other ports, too. */
    static List<Step> steps(LivePort live, WantedPort wanted, Optional<Mlx4Parameters> running) {
        List<Step> steps = new ArrayList<>(List.of(new Step.ReloadDriver(wanted.pf(), wanted.count(),
                parameters(live, wanted, running), running)));
        for (Port port : live.pf().ports()) {
            int devPort = port.networkInterface().devPort().value().orElse(0);
            List<WantedVf> kept = new LivePort(live.pf(), devPort).asWanted().vfs();
            List<WantedVf> remaining = kept.subList(0, Math.min(kept.size(), wanted.count()));
            if (devPort != wanted.devPort() && !remaining.isEmpty()) {
                steps.add(new Step.ConfigureVfs(wanted.pf(), devPort, remaining));
            }
        }
        return steps;
    }
}
