// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.List;
import java.util.Optional;
import vfnet.model.PciAddress;
import vfnet.model.Reading;

/**
 * A VF that the kernel is removing. It removes the link {@code physfn} first and then waits until every user has
 * released the VF (drivers/pci/iov.c, pci_iov_remove_virtfn): after a hot unplug of the card, or while another number
 * of VFs is written.
 *
 * @param address its PCI address
 * @param pf the PF whose range of VFs has that address; empty where no such PF can be read
 * @param holders who uses it
 */
public record LeavingVf(PciAddress address, Optional<PciAddress> pf, Reading<List<Holder>> holders) {

    /** {@return its state, to follow its name: {@code is being removed from ...}} */
    public String describe() {
        List<Holder> known = holders.value().orElse(List.of());
        if (pf.isEmpty()) {
            return "has no PF here and is being removed or unbound while " + names(known)
                    + " holds it; that ends when it lets go";
        }
        if (known.isEmpty()) {
            return "is being removed from PF " + pf.get() + ", or is only being created; "
                    + holders.problem()
                            .map(why -> "who holds it is unknown: " + why)
                            .orElse("no user of it was found");
        }
        return "is being removed from PF " + pf.get() + "; it is held by " + names(known)
                + " and goes when that lets go";
    }

    private static String names(List<Holder> holders) {
        StringBuilder names = new StringBuilder();
        for (Holder holder : holders) {
            names.append(names.isEmpty() ? "" : ", ")
                    .append(
                            switch (holder) {
                                case Holder.VfioProcess(int pid, String command, var vm) -> name(pid, command, vm);
                                case Holder.DeviceProcess(int pid, String command, var vm, String node) ->
                                    name(pid, command, vm) + " with " + node;
                                default -> "this host's network";
                            });
        }
        return names.toString();
    }

    private static String name(int pid, String command, Optional<Holder.VirtualMachine> vm) {
        return vm.map(own -> "VM " + own.id().map(id -> id + " ").orElse("") + own.name() + ", ")
                        .orElse("") + command + " (pid " + pid + ")";
    }
}
