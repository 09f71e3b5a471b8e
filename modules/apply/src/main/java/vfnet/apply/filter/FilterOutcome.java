// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.filter;

import java.util.List;
import vfnet.model.MacAddress;

/**
 * The result of changing the unicast filter of a port. Each address stands alone: what could be done is done.
 *
 * @param registered the addresses that the port accepts now and did not before
 * @param removed the addresses that it no longer accepts
 * @param failures why others could not be registered or removed
 */
public record FilterOutcome(List<MacAddress> registered, List<MacAddress> removed, List<FilterFailure> failures) {
    /** Nothing was to be done. */
    public static final FilterOutcome NOTHING = new FilterOutcome(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public FilterOutcome {
        registered = List.copyOf(registered);
        removed = List.copyOf(removed);
        failures = List.copyOf(failures);
    }

    /** {@return whether the filter was changed} */
    public boolean hasChanged() {
        return !registered.isEmpty() || !removed.isEmpty();
    }
}
