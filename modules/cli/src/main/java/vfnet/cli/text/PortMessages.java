// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import vfnet.apply.plan.Plan;
import vfnet.apply.plan.Step;
import vfnet.apply.plan.VfInUse;
import vfnet.mac.VfAddress;
import vfnet.mac.VfGuids;
import vfnet.model.VfRanges;
import vfnet.model.eswitch.EswitchMode;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Traffic;
import vfnet.model.inventory.VirtualFunction;
import vfnet.operations.desired.DesiredVfs;
import vfnet.operations.live.PortPlan;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.operations.view.VfRow;

/** The messages about a port that is changed. */
public final class PortMessages {
    private PortMessages() {}

    /** What will be done, and the addresses of the VFs. */
    public static String steps(Plan plan, DesiredVfs desired) {
        StringBuilder text = new StringBuilder("Plan:\n");
        int number = 1;
        for (Step step : plan.steps()) {
            text.append(number < 10 ? "   " : "  ")
                    .append(number++)
                    .append(". ")
                    .append(step.describe())
                    .append('\n');
        }
        if (!desired.addresses().isEmpty()) {
            text.append("Addresses:\n");
            desired.addresses()
                    .forEach(address -> text.append("   VF ")
                            .append(address.vfIndex())
                            .append("  ")
                            .append(address(address))
                            .append('\n'));
        }
        if (!desired.guids().isEmpty()) {
            text.append("GUIDs:\n");
            desired.guids()
                    .forEach(vf -> text.append("   VF ")
                            .append(vf.vfIndex())
                            .append("  ")
                            .append(vf.known()
                                    .map(known -> "node " + guid(known.node()) + ", port " + guid(known.port()))
                                    .orElse("unknown"))
                            .append('\n'));
        }
        return text.toString();
    }

    private static String guid(VfGuids.Assigned assigned) {
        return assigned.guid() + "  " + assigned.origin().id();
    }

    /** What a user should know of a plan besides its steps. */
    public static String consequences(Plan plan) {
        StringBuilder text = new StringBuilder();
        plan.notes().forEach(note -> text.append("Note: ").append(note).append('\n'));
        plan.disturbed()
                .forEach(vf -> text.append("Forced: VF ")
                        .append(vf.index())
                        .append(" (")
                        .append(vf.address())
                        .append(") is taken from ")
                        .append(holders(vf))
                        .append('\n'));
        return text.toString();
    }

    private static String address(VfAddress address) {
        return switch (address) {
            case VfAddress.Known known ->
                known.address() + "  " + known.origin().id();
            case VfAddress.Unknown unknown -> "unknown";
        };
    }

    /** Some drivers take the port's link down for a second or two when VFs are created or removed (igb, i40e). */
    public static List<String> traffic(PfRow row) {
        List<String> lines = new ArrayList<>();
        for (Traffic traffic :
                row.port().flatMap(port -> port.carries().value()).orElse(List.of())) {
            lines.add(
                    row.title() + " carries " + carried(row, traffic) + ", and its link may drop for a second or two");
        }
        return lines;
    }

    /** {@code the default route (through vmbr0)}. */
    static String carried(PfRow row, Traffic traffic) {
        String via = row.networkInterface()
                        .filter(own -> own.name().equals(traffic.via()))
                        .isPresent()
                ? ""
                : " (through " + traffic.via() + ")";
        return switch (traffic) {
            case Traffic.DefaultRoute route -> "the default route" + via;
            case Traffic.Upper upper -> "everything through " + Cells.name(upper.kind()) + " " + upper.via();
            case Traffic.SshSession ssh -> "your SSH connection from " + ssh.peer() + via;
        };
    }

    /** The users of a port itself, besides its traffic: {@code in bridge vmbr0}. */
    static List<String> uppers(PfRow row) {
        return row.pf().elsewhere().isPresent()
                ? List.of(row.pf().elsewhere().get().place())
                : row.port().flatMap(port -> port.carries().value()).orElse(List.of()).stream()
                        .filter(Traffic.Upper.class::isInstance)
                        .map(traffic -> Cells.upper(((Traffic.Upper) traffic).kind(), traffic.via()))
                        .toList();
    }

    public static String holders(VfInUse vf) {
        return vf.holders()
                .value()
                .map(holders -> holders.stream().map(Cells::holder).collect(Collectors.joining(", ")))
                .orElse("possible users: "
                        + vf.holders().problem().map(Object::toString).orElse("could not be checked"));
    }

    /**
     * Each user of a VF of the port, with the VF: as the plan knew them, since the kernel hides a VF before it waits
     * for its users (pci_iov_remove_virtfn, drivers/pci/iov.c); else the present ones.
     */
    public static List<String> holdersOf(PortPlan port, Inventory after) {
        if (port.planned() instanceof Plan plan && !plan.disturbed().isEmpty()) {
            return plan.disturbed().stream()
                    .map(vf -> holders(vf) + ", which has VF " + vf.index())
                    .toList();
        }
        PfRow row = port.row();
        List<String> holders = new ArrayList<>();
        for (PhysicalFunction pf : after.physicalFunctions()) {
            if (pf.function().address().equals(row.function().address())) {
                for (VirtualFunction vf : pf.virtualFunctions()) {
                    vf.function()
                            .holders()
                            .value()
                            .orElse(List.of())
                            .forEach(holder -> holders.add(Cells.holder(holder) + ", which has VF " + vf.index()));
                }
            }
        }
        return holders;
    }

    /**
     * The new VFs as in a listing, and how long they last.
     *
     * @param isAsSaved whether the port is as it is saved
     * @param width of the terminal; empty for the whole table
     */
    public static String done(PfRow row, Inventory after, boolean isAsSaved, OptionalInt width) {
        List<VfRow> vfs = Rows.of(after).vfs().stream()
                .filter(vf ->
                        vf.parent().function().address().equals(row.function().address()))
                .toList();
        if (vfs.isEmpty()) {
            return "Done: " + row.title() + " has no VFs.\n";
        }
        return "Done. " + row.title() + " has " + VfRanges.count(vfs.size()) + ":\n"
                + ListTables.vfs(vfs, width)
                + unsettable(row)
                + (isAsSaved
                        ? "They are as saved.\n"
                        : "They last until the next reboot. To keep them: vfnet persist " + row.name() + "\n");
    }

    /**
     * The VFs as in a listing, with the representors of switchdev mode, and how long the mode lasts.
     *
     * @param isAsSaved whether the port is as it is saved
     * @param width of the terminal; empty for the whole table
     */
    public static String inMode(PfRow row, Inventory after, EswitchMode mode, boolean isAsSaved, OptionalInt width) {
        List<VfRow> vfs =
                Rows.of(after).vfs().stream().filter(vf -> vf.isOf(row)).toList();
        StringBuilder text = new StringBuilder("Done. The eswitch of " + row.title() + " is in " + mode + " mode");
        text.append(vfs.isEmpty() ? "; it has no VFs.\n" : ":\n" + ListTables.vfs(vfs, width));
        vfs.forEach(vf -> vf.representor()
                .ifPresent(own -> text.append("VF ")
                        .append(vf.vf().index())
                        .append(": representor ")
                        .append(Cells.representor(own))
                        .append('\n')));
        if (isAsSaved) {
            return text + "It is as saved.\n";
        }
        // Cards are in legacy mode after a reboot, unless another one is saved.
        return mode == EswitchMode.LEGACY
                ? text.toString()
                : text + "It lasts until the next reboot. To keep it: vfnet persist " + row.name() + "\n";
    }

    /** Why addresses are missing. */
    private static String unsettable(PfRow row) {
        return row.live().port().isPresent()
                ? ""
                : "Note: " + row.title() + " has no network interface, so addresses of its VFs "
                        + "cannot be set; see vfnet show " + row.function().address() + "\n";
    }

    /** The present number, for a user who asked for the saved one. */
    public static String asSaved(PfRow row, Inventory after) {
        long vfs = Rows.of(after).vfs().stream().filter(vf -> vf.isOf(row)).count();
        return "Done. " + row.title() + " has " + VfRanges.count((int) vfs) + ", as saved.\n";
    }
}
