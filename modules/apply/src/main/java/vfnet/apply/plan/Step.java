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
import vfnet.model.eswitch.EswitchMode;

/**
 * One change to a PF. VFs are named by index, since they have no address before they exist. The machine is read again
 * after every step.
 */
public sealed interface Step {

    /**
     * Loads a kernel module, so that its driver is registered.
     *
     * @param module its name
     */
    record LoadModule(String module) implements Step {}

    /**
     * Brings the PF's interface up, where it is down.
     *
     * @param index its ifindex
     * @param name its name
     * @param temporary whether it is brought down again at the end of the plan
     */
    record BringInterfaceUp(int index, InterfaceName name, boolean temporary) implements Step {}

    /**
     * Brings the PF's interface down again, after this plan brought it up.
     *
     * @param index its ifindex
     * @param name its name
     */
    record BringInterfaceDown(int index, InterfaceName name) implements Step {}

    /**
     * Sets whether the kernel binds drivers to new VFs by itself ({@code sriov_drivers_autoprobe}).
     *
     * @param pf the PF
     * @param on whether it binds them
     * @param restores whether this restores the former value, as opposed to changing it temporarily
     */
    record SetAutoprobe(PciAddress pf, boolean on, boolean restores) implements Step {}

    /**
     * Removes all VFs: the kernel accepts no smaller number except 0.
     *
     * @param pf the PF
     * @param count the present number of VFs
     */
    record RemoveVfs(PciAddress pf, int count) implements Step {}

    /**
     * Creates this many VFs where there are none.
     *
     * @param pf the PF
     * @param count the number of VFs, from 1
     */
    record CreateVfs(PciAddress pf, int count) implements Step {}

    /**
     * Reloads mlx4_core with other parameters, which removes every card of it for a moment.
     *
     * @param pf the PF
     * @param count the PF's number of VFs after it
     * @param parameters the parameters to load it with
     * @param former the former parameters, which are used again when it does not create as many
     */
    record ReloadDriver(PciAddress pf, int count, Mlx4Parameters parameters, Optional<Mlx4Parameters> former)
            implements Step {}

    /**
     * Sets the mode of the card's switch, unless it is in that mode.
     *
     * @param pf the PF whose switch it is
     * @param mode the mode
     */
    record SetEswitchMode(PciAddress pf, EswitchMode mode) implements Step {}

    /**
     * Unbinds VFs from their drivers.
     *
     * @param pf the PF
     * @param vfs their indices
     */
    record UnbindVfs(PciAddress pf, List<Integer> vfs) implements Step {}

    /**
     * Sets addresses and settings through the PF, as far as they differ.
     *
     * @param pf the PF
     * @param devPort the port through which they are set, from 0
     * @param vfs their desired state
     */
    record ConfigureVfs(PciAddress pf, int devPort, List<DesiredVf> vfs) implements Step {}

    /**
     * Sets the one driver that may bind each of these VFs ({@code driver_override}).
     *
     * @param pf the PF
     * @param drivers by index
     */
    record OverrideDrivers(PciAddress pf, SortedMap<Integer, VfDriver> drivers) implements Step {}

    /**
     * Has the kernel bind drivers to VFs: the one that each is reserved for, or its own choice.
     *
     * @param pf the PF
     * @param drivers by index
     */
    record ProbeVfs(PciAddress pf, SortedMap<Integer, VfDriver> drivers) implements Step {}

    /**
     * Waits until the VFs' interfaces have appeared and udev has named them.
     *
     * @param pf the PF
     * @param vfs their indices
     */
    record AwaitInterfaces(PciAddress pf, List<Integer> vfs) implements Step {}

    /** {@return its name in JSON documents, which never changes} */
    default String id() {
        return switch (this) {
            case LoadModule _ -> "load_module";
            case BringInterfaceUp _ -> "raise_interface";
            case BringInterfaceDown _ -> "lower_interface";
            case SetAutoprobe _ -> "set_autoprobe";
            case RemoveVfs _ -> "remove_vfs";
            case CreateVfs _ -> "create_vfs";
            case ReloadDriver _ -> "reload_driver";
            case SetEswitchMode _ -> "set_eswitch_mode";
            case UnbindVfs _ -> "unbind_vfs";
            case ConfigureVfs _ -> "configure_vfs";
            case OverrideDrivers _ -> "override_drivers";
            case ProbeVfs _ -> "probe_vfs";
            case AwaitInterfaces _ -> "await_interfaces";
        };
    }

    /** {@return what it does, for people: imperative, without a full stop} */
    default String describe() {
        return switch (this) {
            case LoadModule(String module) -> "load module " + module;
            case BringInterfaceUp(int _, InterfaceName name, boolean temporary) ->
                "bring " + name + " up "
                        + (temporary
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
            case SetEswitchMode(PciAddress pf, EswitchMode mode) ->
                "set the eswitch of " + pf + " to " + mode + " mode";
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
