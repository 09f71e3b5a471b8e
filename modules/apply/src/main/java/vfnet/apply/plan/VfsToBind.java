// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.Set;

/**
 * VFs whose drivers are to be bound although their settings may be right already; indices from 0.
 *
 * @param onUsualDriver VFs for which the usual driver was requested: those without a driver get it again
 * @param again VFs whose driver is bound again, as after a reset of the PF
 */
public record VfsToBind(Set<Integer> onUsualDriver, Set<Integer> again) {
    /** None. */
    public static final VfsToBind NONE = new VfsToBind(Set.of(), Set.of());

    /** Copies both. */
    public VfsToBind {
        onUsualDriver = Set.copyOf(onUsualDriver);
        again = Set.copyOf(again);
    }
}
