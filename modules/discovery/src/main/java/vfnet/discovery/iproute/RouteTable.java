// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.util.Map;
import java.util.Set;
import vfnet.model.InterfaceName;

/**
 * The interfaces of routes, except those that the kernel itself adds.
 *
 * @param defaults the interfaces of default routes
 * @param others the destinations of other routes, by their interface
 * @param hasUnresolved whether a route names its next hop by number alone, so that its interface is unknown
 */
public record RouteTable(Set<InterfaceName> defaults, Map<InterfaceName, Destinations> others, boolean hasUnresolved) {

    /**
     * A router's table has a million routes: one is named, the others are counted.
     *
     * @param first the destination of the first route, as ip prints it
     * @param count how many routes there are
     */
    public record Destinations(String first, int count) {

        Destinations andAnother() {
            return new Destinations(first, count + 1);
        }
    }
}
