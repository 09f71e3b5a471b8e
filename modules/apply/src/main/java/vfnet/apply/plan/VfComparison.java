// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import vfnet.model.Once;
import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.desired.DesiredVf;
import vfnet.model.host.VfDriverPrediction;
import vfnet.model.inventory.VirtualFunction;

/**
 * Compares a VF with its desired state.
 *
 * @param live the PF in its live state
 * @param toBind VFs that must have a driver again, and those whose driver is bound again
 * @param prediction the driver that VFs get where none is chosen
 */
record VfComparison(LivePort live, VfsToBind toBind, Once<VfDriverPrediction> prediction) {
    /** A value that cannot be read counts as different: it is written, once. */
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

    /** Whether its driver is bound again, which takes the VF from its user, or its driver is another. */
    boolean isDisturbed(DesiredVf vf) {
        return otherDriver(vf) || lostDriver(vf) || changesAddress(vf) || isToBindAgain(vf);
    }

    /**
     * Whether a driver is bound to it at the end: the one that it has, where that is unbound before.
     *
     * @param unbinds whether all VFs are unbound, whatever differs
     */
    boolean isRebound(DesiredVf vf, boolean unbinds) {
        return otherDriver(vf) || lostDriver(vf) || (changesAddress(vf) || isToBindAgain(vf) || unbinds) && isBound(vf);
    }

    boolean isBound(DesiredVf vf) {
        return live.vf(vf.index())
                .flatMap(own -> own.function().driver().value())
                .isPresent();
    }

    /** Whether a driver override reserves it, though it has no driver now. */
    boolean isReserved(DesiredVf vf) {
        return live.vf(vf.index())
                .flatMap(own -> own.function().driverOverride().value())
                .isPresent();
    }

    boolean lostDriver(DesiredVf vf) {
        return !isBound(vf) && toBind.onUsualDriver().contains(vf.index());
    }

    boolean isToBindAgain(DesiredVf vf) {
        return toBind.again().contains(vf.index());
    }

    /** A VF without the driver that it might have does not count: the module is missing, and vfnet installs none. */
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
                .filter(bound -> prediction.get().predicts(bound.name()))
                .isPresent();
    }
}
