// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vfnet.model.MacAddress;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.VirtualFunction;

/** Every address on the host with its owner: a VF may be given its own, but no other. */
final class TakenAddresses {
    private final Set<MacAddress> ofNoVf = new HashSet<>();
    private final Map<MacAddress, Set<Station>> ofVfs = new HashMap<>();

    /**
     * A VF on a port of its PF.
     *
     * @param port the name of the port's interface; of one in another network namespace, where a name may be the same
     *     as here, the PF's address
     * @param vfIndex the VF's number on its PF, from 0
     */
    record Station(String port, int vfIndex) {

        static String port(PhysicalFunction pf, Port port) {
            return pf.ports().isEmpty()
                    ? pf.function().address().toString()
                    : port.networkInterface().name().text();
        }
    }

    static TakenAddresses on(Inventory inventory) {
        TakenAddresses taken = new TakenAddresses();
        for (PhysicalFunction pf : inventory.physicalFunctions()) {
            pf.portsAnywhere().forEach(port -> taken.addPort(pf, port));
            pf.virtualFunctions().forEach(vf -> taken.addInterfaces(vf, pf));
        }
        return taken;
    }

    private void addPort(PhysicalFunction pf, Port port) {
        port.networkInterface().address().value().ifPresent(ofNoVf::add);
        port.permanentAddress().value().ifPresent(ofNoVf::add);
        String name = Station.port(pf, port);
        port.vfSettings()
                .value()
                .ifPresent(byIndex -> byIndex.forEach((index, settings) ->
                        settings.address().ifPresent(address -> add(address, new Station(name, index)))));
    }

    private void addInterfaces(VirtualFunction vf, PhysicalFunction pf) {
        for (NetworkInterface own : vf.interfaces()) {
            Optional<Port> port = pf.portsAnywhere().stream()
                    .filter(candidate ->
                            vf.on(candidate, pf).filter(own::equals).isPresent())
                    .findFirst();
            own.address()
                    .value()
                    .ifPresent(address -> port.ifPresentOrElse(
                            known -> add(address, new Station(Station.port(pf, known), vf.index())),
                            () -> ofNoVf.add(address)));
        }
    }

    void add(MacAddress address, Station station) {
        ofVfs.computeIfAbsent(address, _ -> new HashSet<>(2)).add(station);
    }

    void addOfNoVf(Set<MacAddress> addresses) {
        ofNoVf.addAll(addresses);
    }

    boolean isTakenByOtherThan(Station station, MacAddress address) {
        Set<Station> owners = ofVfs.getOrDefault(address, Set.of());
        return ofNoVf.contains(address) || owners.size() > (owners.contains(station) ? 1 : 0);
    }
}
