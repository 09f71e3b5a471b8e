// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.List;
import java.util.Optional;
import vfnet.model.Driver;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.Sriov;
import vfnet.system.Sysroot;

/** Whether a PF supports the desired number of VFs at all. */
final class Capability {
    private Capability() {}

    /** Why not; empty when it does. */
    static Optional<Refusal> check(LivePort live, int desired) {
        if (live.pf().removal().isPresent()) {
            return cannot(live, live.pf().removal().get());
        }
        return switch (live.pf().sriov()) {
            case Reading.Absent<Sriov>()
            when live.pf().isVfWithoutPf() ->
                cannot(live, "is a VF itself, whose PF is not " + "on this machine; VFs are created where the PF is");
            case Reading.Absent<Sriov>() ->
                cannot(
                        live,
                        "cannot create VFs: the card has no SR-IOV capability, or the BIOS hides it; see vfnet doctor");
            case Reading.Unreadable<Sriov>(var problem) ->
                cannot(live, "supports an unknown number of VFs: " + problem + "; see vfnet doctor");
            case Reading.Value<Sriov>(Sriov sriov) -> check(live, desired, sriov);
        };
    }

    private static Optional<Refusal> check(LivePort live, int desired, Sriov sriov) {
        if (sriov.method().isEmpty()) {
            return cannot(live, driverless(live));
        }
        if (sriov.totalVfs() == 0) {
            return cannot(
                    live,
                    "supports 0 VFs: SR-IOV is switched off in the card's firmware or in the BIOS; see vfnet doctor");
        }
        return desired <= sriov.totalVfs()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Refusal.Reason.INVALID_REQUEST,
                        live.name() + " makes 0 to " + sriov.totalVfs() + " VFs, not " + desired
                                + " (sriov_totalvfs, which card, firmware and driver decide); at most: vfnet set "
                                + live.argument() + " " + sriov.totalVfs(),
                        List.of()));
    }

    private static String driverless(LivePort live) {
        if (live.pf().function().driver() instanceof Reading.Unreadable<Driver>(Problem problem)) {
            return "may be unable to create VFs, since its driver cannot be read: " + problem;
        }
        Optional<String> driver = live.pf().function().driver().value().map(Driver::name);
        return driver.map(name -> "cannot create VFs while it is bound to " + name + "; " + remedy(live, name))
                .orElse("has no driver, and the kernel creates VFs only through the PF's driver; load it first");
    }

    /** What else creates VFs of this PF. */
    private static String remedy(LivePort live, String driver) {
        return switch (driver) {
            case "igb_uio" ->
                "DPDK's driver makes them through a file of its own (echo N > "
                        + Sysroot.live().pciAttribute(live.pf().function().address(), "max_vfs")
                        + "); for vfnet, bind it to its network driver first";
            case "virtio-pci" ->
                "the device has not offered SR-IOV to its driver (VIRTIO_F_SR_IOV); switch it on where the "
                        + "device is managed";
            case "enic" -> "UCS Manager creates its VFs";
            default -> "bind it to its network driver first";
        };
    }

    private static Optional<Refusal> cannot(LivePort live, String why) {
        return Optional.of(new Refusal(Refusal.Reason.UNSUPPORTED, live.name() + " " + why, List.of()));
    }
}
