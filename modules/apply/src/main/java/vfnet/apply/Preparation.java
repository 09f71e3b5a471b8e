package vfnet.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Driver;
import vfnet.model.NetworkInterface;
import vfnet.model.OperState;
import vfnet.model.VfDriver;
import vfnet.model.WantedPort;
import vfnet.model.WantedVf;

/** What must be done to a PF before its driver makes VFs. */
final class Preparation {
    private Preparation() {}

    /** Loads the driver for VMs, where some VF shall have it and it is not there. */
    static Optional<Step> vfioModule(List<WantedVf> vfs, boolean isThere) {
        boolean vfio = vfs.stream().anyMatch(vf -> vf.driver().equals(VfDriver.VFIO_PCI));
        return vfio && !isThere ? Optional.of(new Step.LoadModule("vfio-pci")) : Optional.empty();
    }

    /** The kernel knows no smaller number but none. */
    static List<Step> otherNumber(LivePort live, WantedPort wanted) {
        List<Step> steps = new ArrayList<>();
        if (live.count() > 0) {
            steps.add(new Step.RemoveVfs(wanted.pf(), live.count()));
        }
        if (wanted.count() > 0) {
            steps.add(new Step.CreateVfs(wanted.pf(), wanted.count()));
        }
        return steps;
    }

    /** drivers/net/ethernet/broadcom/bnxt/bnxt_sriov.c: "Reject SRIOV config request since if is down!". */
    static Optional<Step> raisedPort(LivePort live) {
        boolean needed = live.pf().function().driver().value().map(Driver::name).filter("bnxt_en"::equals).isPresent();
        Optional<NetworkInterface> down = live.port().map(port -> port.networkInterface()).filter(own -> needed
                && own.operState().filter(state -> state == OperState.DOWN).isPresent());
        return down.flatMap(own -> own.index().value().map(index -> new Step.RaiseInterface(index, own.name())));
    }
}
