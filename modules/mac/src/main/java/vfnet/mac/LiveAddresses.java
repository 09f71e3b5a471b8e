// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfSettings;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.VirtualFunction;

/** The live addresses of a port's VFs. */
final class LiveAddresses {
    private final PhysicalFunction pf;
    private final Port port;
    private final Map<Integer, VirtualFunction> existing = new HashMap<>();

    LiveAddresses(PhysicalFunction pf, Port port) {
        this.pf = pf;
        this.port = port;
        pf.virtualFunctions().forEach(vf -> existing.put(vf.index(), vf));
    }

    /** The address that a VF's interface on this port uses; empty where it has none here. */
    Optional<MacAddress> used(int vfIndex) {
        return Optional.ofNullable(existing.get(vfIndex))
                .flatMap(vf -> vf.on(port, pf))
                .flatMap(own -> own.address().value());
    }

    /**
     * The address that is set on a VF through the port; empty where none is, unreadable where the VF exists and it is
     * unknown.
     */
    Reading<Optional<MacAddress>> set(int vfIndex) {
        return switch (port.vfSettings()) {
            case Reading.Value<SortedMap<Integer, VfSettings>>(SortedMap<Integer, VfSettings> byIndex)
            when byIndex.containsKey(vfIndex) -> Reading.of(byIndex.get(vfIndex).address());
            case Reading.Value<SortedMap<Integer, VfSettings>> others
            when existing.containsKey(vfIndex) ->
                unknown("ip does not list them all (the kernel's list has room for about 222 to 252 VFs a port)");
            case Reading.Unreadable<SortedMap<Integer, VfSettings>>(Problem why)
            when existing.containsKey(vfIndex) -> unknown(why.toString());
            default -> Reading.of(Optional.empty());
        };
    }

    private Reading<Optional<MacAddress>> unknown(String why) {
        return Reading.unreadable(new Problem(
                port.networkInterface().name().text(),
                "which addresses are set on some of its VFs is unknown: " + why));
    }
}
