// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import vfnet.model.Driver;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.PciId;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.desired.PortRestore;
import vfnet.model.eswitch.CardSwitch;
import vfnet.model.eswitch.EswitchMode;
import vfnet.model.eswitch.Representor;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.Sriov;
import vfnet.operations.view.PfRow;
import vfnet.persistence.Difference;

/** Formats values for a table: {@code None} or {@code N/A} for what does not exist, {@code ?} for what was not read. */
public final class Cells {
    public static final String NONE = "None";
    public static final String NOT_APPLICABLE = "N/A";
    public static final String UNKNOWN = "?";
    /** Of a VF: everything that vfnet knows to look for was looked at, and nobody was found. */
    static final String FREE = "free";

    /** Of a port or VF: its live state is not the saved one. */
    static final String DIFFERS = "differs";

    private static final String AS_SAVED = "as saved";

    private Cells() {}

    public static String of(Reading<?> reading, String absent) {
        return reading.fold(Object::toString, () -> absent, why -> UNKNOWN);
    }

    public static String of(Optional<?> value, String absent) {
        return value.map(Object::toString).orElse(absent);
    }

    static String onOff(Optional<Boolean> flag) {
        return flag.map(on -> on ? "on" : "off").orElse(NOT_APPLICABLE);
    }

    static String canVf(Reading<Sriov> sriov) {
        return sriov.fold(known -> known.canMakeVfs() ? "Yes" : "No", () -> "No", why -> UNKNOWN);
    }

    /** {@code 3/63}: the number of VFs, of the maximum. */
    public static String outOf(int count, Reading<Sriov> sriov) {
        return sriov.fold(known -> count + "/" + known.totalVfs(), () -> NOT_APPLICABLE, why -> count + "/" + UNKNOWN);
    }

    /** The saved number of VFs, of the maximum. */
    static String configured(PfRow row) {
        return row.saved().fold(saved -> outOf(saved.count(), row.pf().sriov()), () -> NOT_APPLICABLE, why -> UNKNOWN);
    }

    /** {@code trust off -> on, vlan none -> 100}. */
    static String differences(Reading<List<Difference>> differences) {
        return differences.fold(
                all -> all.stream()
                        .map(difference ->
                                difference.field() + " " + difference.from().orElse(NONE) + " -> "
                                        + difference.to().orElse(NONE))
                        .collect(Collectors.joining(", ")),
                () -> "",
                why -> UNKNOWN);
    }

    /** In a word or two. */
    static String restored(Optional<PortRestore> restore) {
        return restore.map(known -> known.result().text()).orElse(NOT_APPLICABLE);
    }

    /** Whether there are any, in a word, where there is little room. */
    static String drift(Reading<List<Difference>> differences) {
        return differences.fold(all -> all.isEmpty() ? AS_SAVED : DIFFERS, () -> NOT_APPLICABLE, why -> UNKNOWN);
    }

    /** By name, else by number, as a driver that has no name would be shown. */
    public static String description(PciFunction function) {
        return function.description().orElseGet(() -> of(function.id().map((PciId id) -> "Device " + id), UNKNOWN));
    }

    public static String iommuGroup(PciFunction function) {
        return of(function.iommuGroup().map(group -> group.number()), NOT_APPLICABLE);
    }

    public static String sharedWith(PciFunction function) {
        return of(
                function.iommuGroup()
                        .map(group -> group.sharedWith(function.address()).stream()
                                .map(Object::toString)
                                .collect(Collectors.joining(" "))),
                "");
    }

    /** The mode of a card's switch. */
    static String eswitchMode(CardSwitch own) {
        return own.mode().map(EswitchMode::toString).orElse(own.eswitch().isUnreadable() ? UNKNOWN : NOT_APPLICABLE);
    }

    /** {@code eth4 up}. */
    static String representor(Representor own) {
        return own.name() + own.operState().map(state -> " " + state).orElse("");
    }

    static String holders(PciFunction function) {
        return of(
                function.holders()
                        .map(holders -> holders.stream().map(Cells::holder).collect(Collectors.joining(", "))),
                "");
    }

    public static String holder(Holder holder) {
        return switch (holder) {
            case Holder.VfioProcess(int pid, String command, Optional<Holder.VirtualMachine> vm) ->
                vm(vm) + command + " (pid " + pid + ")";
            case Holder.DeviceProcess(int pid, String command, Optional<Holder.VirtualMachine> vm, String node) ->
                vm(vm) + command + " (pid " + pid + ") with " + node;
            case Holder.NetworkNamespace namespace -> namespace(namespace);
            case Holder.LinkElsewhere(
                    InterfaceName _,
                    InterfaceName upper,
                    LinkKind kind,
                    Holder.NetworkNamespace namespace) ->
                "under " + name(kind) + " " + upper + " of " + namespace(namespace);
            case Holder.XdpProgram(InterfaceName networkInterface) -> "XDP program on " + networkInterface;
            case Holder.HasIpAddress(InterfaceName networkInterface, String address) ->
                address + " on " + networkInterface;
            case Holder.UpperLink(InterfaceName _, InterfaceName upper, LinkKind kind) -> upper(kind, upper);
            case Holder.RepresentorUpper(InterfaceName representor, InterfaceName upper, LinkKind kind) ->
                "representor " + representor + " " + upper(kind, upper);
            case Holder.DefaultRoute(InterfaceName _) -> "default route";
            case Holder.Route route -> route.describe();
            case Holder.PppoeSession(InterfaceName networkInterface) -> "PPPoE session on " + networkInterface;
        };
    }

    private static String vm(Optional<Holder.VirtualMachine> vm) {
        return vm.map(known -> machine(known) + ", ").orElse("");
    }

    private static String namespace(Holder.NetworkNamespace namespace) {
        return namespace
                .name()
                .map(known -> "namespace " + known)
                .or(() -> namespace
                        .member()
                        .map(known -> "namespace of " + known.command() + " (pid " + known.pid() + ")"))
                .orElse("another network namespace");
    }

    static String upper(LinkKind kind, InterfaceName upper) {
        return (kind.hasMembers() ? "in " : "under ") + name(kind) + " " + upper;
    }

    /** The kind of a link, for people. */
    public static String name(LinkKind kind) {
        return switch (kind) {
            case OPEN_VSWITCH -> "Open vSwitch";
            case VLAN, VRF -> kind.name();
            case OTHER -> "interface";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    static String problems(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.where().substring(problem.where().lastIndexOf('/') + 1))
                .collect(Collectors.joining(" "));
    }

    /** The driver that is bound, by its name. */
    public static String driver(Reading<Driver> driver) {
        return of(driver.map(Driver::name), NONE);
    }

    /** The kernel module of the driver that is bound. */
    static String module(Reading<Driver> driver) {
        return driver.value().map(bound -> of(bound.module(), NONE)).orElse(NONE);
    }

    /** Who uses it, in as few words as tell: by VM, container, namespace or bridge. */
    public static String use(PciFunction function) {
        return function.holders()
                .fold(
                        all -> all.isEmpty()
                                ? FREE
                                : all.stream().map(Cells::user).distinct().collect(Collectors.joining(", ")),
                        () -> UNKNOWN,
                        why -> UNKNOWN);
    }

    /** A user, in as few words as tell: a VM, a container, a namespace, a bridge. */
    public static String user(Holder holder) {
        return switch (holder) {
            case Holder.VfioProcess(int _, String _, Optional<Holder.VirtualMachine> vm)
            when vm.isPresent() -> machine(vm.get());
            case Holder.DeviceProcess(int _, String _, Optional<Holder.VirtualMachine> vm, String _)
            when vm.isPresent() -> machine(vm.get());
            case Holder.DeviceProcess(int pid, String command, Optional<Holder.VirtualMachine> _, String _) ->
                command + " (pid " + pid + ")";
            case Holder.HasIpAddress(InterfaceName _, String address) -> address;
            case Holder.XdpProgram _ -> "XDP program";
            case Holder.PppoeSession _ -> "PPPoE session";
            default -> holder(holder);
        };
    }

    private static String machine(Holder.VirtualMachine vm) {
        return "VM " + vm.id().map(id -> id + " ").orElse("") + vm.name();
    }
}
