// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.VfDriver;
import vfnet.model.desired.DesiredPort;
import vfnet.model.desired.DesiredVf;
import vfnet.model.eswitch.EswitchTransition;

/** Prepares a PF for its driver to create VFs. */
final class Preparation {
    private Preparation() {}

    /** Loads the driver for VMs, if a VF is to have it and it is not loaded. */
    static Optional<Step> vfioModule(List<DesiredVf> vfs, boolean isThere) {
        boolean vfio = vfs.stream().anyMatch(vf -> vf.driver().equals(VfDriver.VFIO_PCI));
        return vfio && !isThere ? Optional.of(new Step.LoadModule("vfio-pci")) : Optional.empty();
    }

    /** The kernel accepts no smaller number except 0. */
    static List<Step> otherNumber(LivePort live, DesiredPort desired) {
        EswitchTransition eswitch = live.eswitch(desired);
        List<Step> steps = new ArrayList<>();
        if (live.count() > 0) {
            steps.add(new Step.RemoveVfs(desired.pf(), live.count()));
        }
        steps.addAll(mode(desired, eswitch, eswitch.isSetWithoutVfs()));
        if (desired.count() > 0) {
            steps.add(new Step.CreateVfs(desired.pf(), desired.count()));
            steps.addAll(mode(desired, eswitch, eswitch.isSetWithNewVfs()));
        }
        return steps;
    }

    /** The mode of the card's switch, where it is set at this place. */
    static List<Step> mode(DesiredPort desired, EswitchTransition eswitch, boolean now) {
        return now && eswitch.mode().isPresent()
                ? List.of(new Step.SetEswitchMode(desired.pf(), eswitch.mode().get()))
                : List.of();
    }

    /** Why the card's switch cannot be in the desired mode; empty where nothing is known against it. */
    static Optional<Refusal> refusal(LivePort live, DesiredPort desired) {
        EswitchTransition eswitch = live.eswitch(desired);
        Optional<String> elsewhere = live.namespace()
                .filter(_ -> eswitch.changes())
                .map(_ -> "has its interface in another network namespace, and its representors would appear in this"
                        + " one: move the interface here first, which vfnet show tells");
        return elsewhere
                .or(eswitch::obstacle)
                .map(why -> new Refusal(Refusal.Reason.UNSUPPORTED, live.name() + " " + why, List.of()));
    }
}
