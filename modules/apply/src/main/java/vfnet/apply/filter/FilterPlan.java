// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.bridge.BridgePort;
import vfnet.model.filter.FilterEntry;
import vfnet.model.filter.PortFilter;

/**
 * The steps that bring the unicast filter of a port in line with the bridges over it.
 *
 * @param index ifindex of the port's interface
 * @param name its name
 * @param missing the addresses to register, with the ifindex of the place where each is
 * @param kept the addresses that vfnet has registered and that stay, with the ifindex of the place where each is
 * @param surplus the addresses that vfnet has registered and that are to be removed
 */
public record FilterPlan(
        int index,
        InterfaceName name,
        Map<MacAddress, Integer> missing,
        Map<MacAddress, Integer> kept,
        List<MacAddress> surplus) {

    /** Copies the collections. */
    public FilterPlan {
        missing = Map.copyOf(missing);
        kept = Map.copyOf(kept);
        surplus = List.copyOf(surplus);
    }

    /**
     * {@return the plan for a port}
     *
     * @param index ifindex of the port's interface
     * @param name its name
     * @param filter its filter, compared with the bridges over it
     */
    public static FilterPlan of(int index, InterfaceName name, PortFilter filter) {
        Map<MacAddress, Integer> missing = new HashMap<>();
        Map<MacAddress, Integer> kept = new HashMap<>();
        for (FilterEntry entry : filter.entries()) {
            int place = entry.place().map(BridgePort::index).orElse(0);
            if (entry.state() == FilterEntry.State.MISSING) {
                missing.put(entry.address(), place);
            } else if (entry.isOurs() && !entry.state().isToBeRemoved()) {
                kept.put(entry.address(), place);
            }
        }
        return new FilterPlan(
                index,
                name,
                missing,
                kept,
                filter.toBeRemoved().stream().map(FilterEntry::address).toList());
    }

    /** {@return the steps, in order; none where the filter is in line} Removing comes first: the filter may be full. */
    public List<FilterStep> steps() {
        List<FilterStep> steps = new ArrayList<>();
        if (!surplus.isEmpty()) {
            steps.add(new FilterStep.Deregister(name, surplus));
        }
        if (!missing.isEmpty()) {
            steps.add(new FilterStep.Register(
                    name, missing.keySet().stream().sorted().toList()));
        }
        return steps;
    }
}
