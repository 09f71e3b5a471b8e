// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.bridge;

import java.util.Optional;
import vfnet.apply.filter.FilterOutcome;
import vfnet.model.bridge.BridgedPort;
import vfnet.model.filter.FilterEntry;
import vfnet.model.filter.PortFilter;
import vfnet.operations.view.PfRow;

/**
 * A port, the bridges over it, and its filter.
 *
 * @param row the port
 * @param bridged what is bridged with it
 * @param filter its filter, compared with the bridges; empty where that is unknown
 * @param outcome what was changed; empty where nothing was to be
 */
public record BridgeRow(PfRow row, BridgedPort bridged, Optional<PortFilter> filter, Optional<FilterOutcome> outcome) {

    /** {@return whether the filter is as it should be, as far as that is known} */
    public boolean isInLine() {
        return filter.filter(known -> known.in(FilterEntry.State.MISSING).isEmpty()
                        && known.toBeRemoved().isEmpty())
                .isPresent();
    }

    /** {@return whether there are so many addresses that some cards drop frames to them silently} */
    public boolean hasMany() {
        return filter.filter(known -> known.entries().stream()
                                .filter(entry -> !entry.state().isToBeRemoved())
                                .count()
                        >= PortFilter.MANY)
                .isPresent();
    }

    /** {@return the same row, as it is to be where vfnet is to have nothing registered} */
    public BridgeRow cleared() {
        return new BridgeRow(row, bridged, filter.map(PortFilter::cleared), outcome);
    }

    /**
     * {@return the same row with what was changed}
     *
     * @param result what was changed
     */
    public BridgeRow with(FilterOutcome result) {
        return new BridgeRow(row, bridged, filter, Optional.of(result));
    }
}
