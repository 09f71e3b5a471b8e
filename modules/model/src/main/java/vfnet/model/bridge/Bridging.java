// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.bridge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.model.Problem;

/**
 * What is bridged with the ports of a machine.
 *
 * @param ports by ifindex of the port
 * @param problems why some of it is unknown
 */
public record Bridging(Map<Integer, BridgedPort> ports, List<Problem> problems) {

    /** Copies the collections. */
    public Bridging {
        ports = Map.copyOf(ports);
        problems = List.copyOf(problems);
    }

    /**
     * {@return what is bridged with a port; empty where that is unknown}
     *
     * @param index ifindex of the port
     */
    public Optional<BridgedPort> at(int index) {
        return Optional.ofNullable(ports.get(index));
    }
}
