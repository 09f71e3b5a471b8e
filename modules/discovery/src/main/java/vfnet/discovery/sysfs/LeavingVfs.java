// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Driver;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.LeavingVf;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Sriov;

/**
 * Distinguishes VFs that are being removed from those that a host has passed into this machine: neither has
 * {@code physfn}. One that is being removed has no driver any more (drivers/base/dd.c drops that link before the driver
 * waits for the user), and it has an address and an ID that a PF of this machine gives its VFs; or a process still has
 * it open.
 */
public final class LeavingVfs {
    private final FunctionDirectories functions;
    private final LeavingSigns signs;

    public LeavingVfs(AttributeReader attributes, FunctionDirectories functions) {
        this.functions = functions;
        signs = new LeavingSigns(attributes, functions);
    }

    /** The same functions; the affected ones have it recorded, with a problem. */
    public List<PhysicalFunction> marked(List<PhysicalFunction> found) {
        List<LeavingVf> leaving = new ArrayList<>(0);
        for (PhysicalFunction one : found) {
            if (one.sriov() instanceof Reading.Absent<Sriov>
                    && one.function().driver() instanceof Reading.Absent<Driver>) {
                leaving(one).ifPresent(leaving::add);
            }
        }
        if (leaving.isEmpty()) {
            return found;
        }
        List<PhysicalFunction> marked = new ArrayList<>(found.size());
        for (PhysicalFunction one : found) {
            marked.add(marked(one, leaving));
        }
        return marked;
    }

    private Optional<LeavingVf> leaving(PhysicalFunction vf) {
        PciAddress address = vf.function().address();
        Optional<PciAddress> pf = functions.directory(address).flatMap(directory -> signs.pf(address, directory));
        if (pf.isPresent()) {
            return Optional.of(new LeavingVf(address, pf, vf.function().holders()));
        }
        return vf.isVfWithoutPf()
                        && vf.function()
                                .holders()
                                .value()
                                .filter(LeavingVfs::isHeld)
                                .isPresent()
                ? Optional.of(
                        new LeavingVf(address, Optional.empty(), vf.function().holders()))
                : Optional.empty();
    }

    private static boolean isHeld(List<Holder> holders) {
        return holders.stream().anyMatch(Holder.VfioProcess.class::isInstance);
    }

    private static PhysicalFunction marked(PhysicalFunction one, List<LeavingVf> all) {
        PciAddress address = one.function().address();
        List<LeavingVf> own = new ArrayList<>(0);
        List<Problem> problems = new ArrayList<>(one.function().problems());
        for (LeavingVf vf : all) {
            if (vf.address().equals(address)) {
                own.add(vf);
                problems.add(new Problem(address.toString(), vf.describe()));
            } else if (vf.pf().filter(address::equals).isPresent()) {
                own.add(vf);
                problems.add(new Problem(address.toString(), "is losing VF " + vf.address()));
            }
        }
        if (own.isEmpty()) {
            return one;
        }
        PciFunction is = one.function();
        return new PhysicalFunction(
                new PciFunction(
                        is.address(),
                        is.id(),
                        is.description(),
                        is.driver(),
                        is.driverOverride(),
                        is.iommuGroup(),
                        is.holders(),
                        problems,
                        is.search()),
                one.numaNode(),
                one.sriov(),
                one.ports(),
                one.virtualFunctions(),
                one.elsewhere(),
                own,
                one.cardSwitch());
    }
}
