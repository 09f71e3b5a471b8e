package vfnet.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Driver;
import vfnet.model.Holder;
import vfnet.model.LeavingVf;
import vfnet.model.PciAddress;
import vfnet.model.PciFunction;
import vfnet.model.PciId;
import vfnet.model.PhysicalFunction;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.Sriov;
import vfnet.model.Sysroot;

/**
 * Tells VFs that are being removed from those that a host has passed into this machine: neither has {@code physfn}. One
 * that is being removed has no driver any more (drivers/base/dd.c drops that link before the driver waits for the
 * holder), and it has the place and the ID that a PF of this machine gives its VFs; or a process has it open all the same.
 */
final class LeavingVfs {
    private final Sysroot sysroot;
    private final AttributeReader attributes;

    LeavingVfs(Sysroot sysroot, AttributeReader attributes) {
        this.sysroot = sysroot;
        this.attributes = attributes;
    }

    /** The same functions; those concerned know of it, and say so as their problem. */
    List<PhysicalFunction> marked(List<PhysicalFunction> found) {
        List<LeavingVf> leaving = new ArrayList<>(0);
        for (PhysicalFunction one : found) {
            if (one.sriov() instanceof Reading.Absent<Sriov> && one.function().driver() instanceof Reading.Absent<Driver>) {
                leaving(one, found).ifPresent(leaving::add);
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

    private Optional<LeavingVf> leaving(PhysicalFunction vf, List<PhysicalFunction> all) {
        PciAddress address = vf.function().address();
        for (PhysicalFunction pf : all) {
            if (pf.sriov().value().filter(sriov -> hasPlace(pf.function().address(), sriov, address)).isPresent() && hasId(pf, vf)) {
                return Optional.of(new LeavingVf(address, Optional.of(pf.function().address()), vf.function().holders()));
            }
        }
        return vf.isVfWithoutPf() && vf.function().holders().value().filter(LeavingVfs::isHeld).isPresent()
                ? Optional.of(new LeavingVf(address, Optional.empty(), vf.function().holders())) : Optional.empty();
    }

    private static boolean isHeld(List<Holder> holders) {
        return holders.stream().anyMatch(Holder.VfioProcess.class::isInstance);
    }

    /** Offset and stride stay readable beside a removal; only sriov_numvfs waits for the device lock (drivers/pci/iov.c). */
    private static boolean hasPlace(PciAddress pf, Sriov sriov, PciAddress vf) {
        long distance = vf.routingOrder() - pf.routingOrder();
        int offset = sriov.offset().value().orElse(0);
        int stride = sriov.stride().value().orElse(0);
        if (vf.domain() != pf.domain() || offset < 1 || distance < offset) {
            return false;
        }
        long beyond = distance - offset;
        return stride < 1 ? beyond == 0 : beyond % stride == 0 && beyond / stride < Math.max(sriov.totalVfs(), 1);
    }

    /** A VF has its PF's vendor and the device that the PF names for VFs (iov.c, pci_iov_add_virtfn). */
    private boolean hasId(PhysicalFunction pf, PhysicalFunction vf) {
        Optional<PciId> own = vf.function().id().value();
        Optional<Integer> device = attributes.hexadecimal(sysroot.pciAttribute(pf.function().address(), "sriov_vf_device"),
                0xffff).value();
        return device.isEmpty() ? vf.isVfWithoutPf() : own.isPresent() && own.get().device() == device.get()
                && pf.function().id().value().filter(id -> id.vendor() == own.get().vendor()).isPresent();
    }

    private static PhysicalFunction marked(PhysicalFunction one, List<LeavingVf> all) {
        PciAddress address = one.function().address();
        List<LeavingVf> own = new ArrayList<>(0);
        List<Problem> problems = new ArrayList<>(one.function().problems());
        for (LeavingVf vf : all) {
            if (vf.address().equals(address)) {
                own.add(vf);
                problems.add(new Problem(address.toString(), vf.words()));
            } else if (vf.pf().filter(address::equals).isPresent()) {
                own.add(vf);
                problems.add(new Problem(address.toString(), "is losing VF " + vf.address()));
            }
        }
        if (own.isEmpty()) {
            return one;
        }
        PciFunction is = one.function();
        return new PhysicalFunction(new PciFunction(is.address(), is.id(), is.description(), is.driver(), is.driverOverride(),
                is.iommuGroup(), is.holders(), problems, is.search()), one.numaNode(), one.sriov(), one.ports(),
                one.virtualFunctions(), one.elsewhere(), own);
    }
}
