// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.Optional;
import vfnet.model.Reading;
import vfnet.model.inventory.Sriov;

/**
 * Whether the kernel binds drivers to VFs of a PF by itself ({@code sriov_drivers_autoprobe}), and whether a plan needs
 * to know.
 */
final class Autoprobe {
    private final LivePort live;
    private final Reading<Boolean> reading;
    private boolean isNeeded;

    Autoprobe(LivePort live) {
        this.live = live;
        reading = live.pf().sriov().value().map(Sriov::driversAutoprobe).orElse(Reading.absent());
    }

    /** Kernels before 4.12 lack the switch and always bind them. */
    boolean isOn() {
        isNeeded = true;
        return reading.value().orElse(true);
    }

    boolean hasSwitch() {
        return reading.value().isPresent();
    }

    /** It is switched off temporarily, and must then be restored. */
    Optional<Refusal> refusal() {
        return reading.problem()
                .filter(_ -> isNeeded)
                .map(problem -> Unread.cannot(
                        live.name() + ": whether the kernel binds new VFs by itself cannot be read: " + problem));
    }
}
