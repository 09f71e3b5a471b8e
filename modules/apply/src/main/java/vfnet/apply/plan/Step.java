// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import vfnet.apply.mlx4.Mlx4Parameters;
import vfnet.model.InterfaceName;
import vfnet.model.PciAddress;
import vfnet.model.VfDriver;
import vfnet.model.VfRanges;
import vfnet.model.desired.DesiredVf;

/**
 * One thing to do to a PF. VFs are named by their index, for before they exist they have no address. After every step
 * the machine is read again.
 */
public sealed interface Step {

    /**
     * Has the kernel load a module, so that its driver is there.
     *
     * @param module its name
     */
    record LoadModule(String module) implements Step {}

    /**
     * Brings the PF's interface up, where it is down.
     *
     * @param index its ifindex
     * @param name its name
     * @param meanwhile whether it is only for as long as the plan runs
     */
    record BringInterfaceUp(int index, InterfaceName name, boolean meanwhile) implements Step {}

    /**
     * Brings the PF's interface down again, where this plan has brought it up.
     *
     * @param index its ifindex
     * @param name its name
     */
    record BringInterfaceDown(int index, InterfaceName name) implements Step {}

    /**
     * Tells the kernel whether to bind new VFs by itself ({@code sriov_drivers_autoprobe}).
     *
     * @param pf the PF
     * @param on whether it binds them
     * @param restores whether this puts back what it was, as opposed to changing it for a while
     */
    record SetAutoprobe(PciAddress pf, boolean on, boolean restores) implements Step {}

    /**
     * Takes all VFs away: the kernel knows no smaller number but none.
     *
     * @param pf the PF
     * @param count how many there are
     */
    record RemoveVfs(PciAddress pf, int count) implements Step {}

    /**
     * Makes this many VFs where there are none.
     *
     * @param pf the PF
     * @param count how many, from 1
     */
    record CreateVfs(PciAddress pf, int count) implements Step {}

    /**
     * Reloads mlx4_core with other parameters, which takes every card of it away for a moment.
     *
     * @param pf the PF
     * @param count how many VFs the PF has then
     * @param parameters what it is loaded with
     * @param former what it was loaded with: it gets these again when it does not make so many
     */
    record ReloadDriver(PciAddress pf, int count, Mlx4Parameters parameters, Optional<Mlx4Parameters> former)
            implements Step {}

    /**
     * Takes VFs from their drivers.
     *
     * @param pf the PF
     * @param vfs their indices
     */
    record UnbindVfs(PciAddress pf, List<Integer> vfs) implements Step {}

    /**
     * Sets addresses and settings through the PF; what is as wanted already is not written.
     *
     * @param pf the PF
     * @param devPort the port through which they are set, from 0
     * @param vfs how each shall be
     */
    record ConfigureVfs(PciAddress pf, int devPort, List<DesiredVf> vfs) implements Step {}

    /**
     * Says which driver alone may bind each of these VFs ({@code driver_override}).
     *
     * @param pf the PF
     * @param drivers by index
     */
    record OverrideDrivers(PciAddress pf, SortedMap<Integer, VfDriver> drivers) implements Step {}

    /**
     * Has the kernel find a driver for VFs: the one that each is reserved for, or its own choice.
     *
     * @param pf the PF
     * @param drivers by index
     */
    record ProbeVfs(PciAddress pf, SortedMap<Integer, VfDriver> drivers) implements Step {}

    /**
     * Waits until the VFs' interfaces are there and udev has named them.
     *
     * @param pf the PF
     * @param vfs their indices
     */
    record AwaitInterfaces(PciAddress pf, List<Integer> vfs) implements Step {}

    /** {@return its name in JSON documents, which never changes, whatever the class is called} */
    default String id() {
        return switch (this) {
            case LoadModule _ -> "load_module";
            case BringInterfaceUp _ -> "raise_interface";
            case BringInterfaceDown _ -> "lower_interface";
            case SetAutoprobe _ -> "set_autoprobe";
            case RemoveVfs _ -> "remove_vfs";
            case CreateVfs _ -> "create_vfs";
            case ReloadDriver _ -> "reload_driver";
            case UnbindVfs _ -> "unbind_vfs";
            case ConfigureVfs _ -> "configure_vfs";
            case OverrideDrivers _ -> "override_drivers";
            case ProbeVfs _ -> "probe_vfs";
            case AwaitInterfaces _ -> "await_interfaces";
        };
    }

    /** {@return what it does, for a person: imperative, without a full stop} */
    default String describe() {
        return switch (this) {
            case LoadModule(String module) -> "load module " + module;
            case BringInterfaceUp(int _, InterfaceName name, boolean meanwhile) ->
                "bring " + name + " up "
                        + (meanwhile
                                ? "temporarily (VFs do not receive their MAC address while the PF is down)"
                                : "(its driver creates no VFs while it is down)");
            case BringInterfaceDown(int _, InterfaceName name) -> "bring " + name + " down again";
            case SetAutoprobe(PciAddress pf, boolean on, boolean restores) ->
                (on ? "enable" : "disable") + " driver autoprobe for new VFs of " + pf;
            case RemoveVfs(PciAddress pf, int count) -> "remove " + count(count) + " of " + pf;
            case CreateVfs(PciAddress pf, int count) -> "create " + count(count) + " on " + pf;
            case ReloadDriver(PciAddress pf, int _, Mlx4Parameters parameters, var _) ->
                "reload " + Mlx4Parameters.MODULE + " with " + String.join(" ", parameters.options())
                        + ", which takes all its ports down for a moment";
            case UnbindVfs(PciAddress pf, List<Integer> vfs) -> "unbind " + VfRanges.of(vfs);
            case ConfigureVfs(PciAddress _, int _, List<DesiredVf> vfs) ->
                "set addresses and settings of "
                        + VfRanges.of(vfs.stream().map(DesiredVf::index).toList());
            case OverrideDrivers(PciAddress pf, SortedMap<Integer, VfDriver> drivers) -> override(drivers);
            case ProbeVfs(PciAddress pf, SortedMap<Integer, VfDriver> drivers) -> probe(drivers);
            case AwaitInterfaces(PciAddress pf, List<Integer> vfs) -> "wait for the interfaces of " + VfRanges.of(vfs);
        };
    }

    private static String count(int count) {
        return count == 1 ? "1 VF" : count + " VFs";
    }

    private static String probe(SortedMap<Integer, VfDriver> drivers) {
        List<String> names =
                drivers.values().stream().map(VfDriver::text).distinct().toList();
        return "bind " + VfRanges.of(List.copyOf(drivers.keySet()))
                + (names.equals(List.of("auto")) ? "" : " to " + String.join(", ", names));
    }

    private static String override(SortedMap<Integer, VfDriver> drivers) {
        return String.join(
                ", ",
                drivers.values().stream()
                        .distinct()
                        .map(driver -> {
                            String which = VfRanges.of(drivers.entrySet().stream()
                                    .filter(entry -> entry.getValue().equals(driver))
                                    .map(Map.Entry::getKey)
                                    .toList());
                            return switch (driver) {
                                case VfDriver.Auto() -> "let the kernel choose the driver of " + which;
                                case VfDriver.None() -> "keep every driver from " + which;
                                case VfDriver.Override(String name) -> "reserve " + which + " for " + name;
                            };
                        })
                        .toList());
    }
}
