// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.Set;
import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.desired.DesiredVf;
import vfnet.model.host.VfDriverPrediction;
import vfnet.model.inventory.VirtualFunction;

/**
 * What of a VF differs from what it shall be.
 *
 * @param live the PF as it is
 * @param requireBound VFs that shall have a driver again
 * @param prediction which driver VFs get where nobody chooses one
 */
record VfComparison(LivePort live, Set<Integer> requireBound, VfDriverPrediction prediction) {

    /** What cannot be read is not equal: it is written, once. */
    boolean differs(DesiredVf vf) {
        return live.settings(vf.index())
                .map(known -> !VfDifference.lines(0, vf, known).isEmpty())
                .orElseGet(() -> !vf.settings().equals(VfSettings.UNKNOWN));
    }

    boolean changesAddress(DesiredVf vf) {
        return live.settings(vf.index())
                .filter(known -> VfDifference.changesAddress(vf, known))
                .isPresent();
    }

    boolean isBound(DesiredVf vf) {
        return live.vf(vf.index())
                .flatMap(own -> own.function().driver().value())
                .isPresent();
    }

    /** For a driver that did not take it, which its own driver waits for. */
    boolean isReserved(DesiredVf vf) {
        return live.vf(vf.index())
                .flatMap(own -> own.function().driverOverride().value())
                .isPresent();
    }

    boolean lostDriver(DesiredVf vf) {
        return !isBound(vf) && requireBound.contains(vf.index());
    }

    /** A VF that nothing drives although it might be: its driver's module is not there, which is not ours to mend. */
    boolean otherDriver(DesiredVf vf) {
        return live.vf(vf.index())
                .filter(own -> !live.driver(own).equals(vf.driver())
                        && !(vf.driver() instanceof VfDriver.Auto && isForeseen(own)))
                .isPresent();
    }

    private boolean isForeseen(VirtualFunction vf) {
        return vf.function()
                .driver()
                .value()
                .filter(bound -> prediction.foresees(bound.name()))
                .isPresent();
    }
}
