// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.VfSettings;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.VirtualFunction;

/**
 * A port of a test's host. Ports of one bus number share a PF.
 *
 * @param bus the PF's bus
 * @param devPort the port's number
 * @param name its interface
 * @param permanent its permanent address
 * @param current its current address
 * @param set for each existing VF, the address set through this port, if one is
 * @param used for VFs with an interface on this port, its address
 * @param settings the VFs' settings in ip; empty for just {@code set}
 * @param description of the PF
 */
record FakePort(
        int bus,
        Reading<Integer> devPort,
        String name,
        Reading<MacAddress> permanent,
        Reading<MacAddress> current,
        Map<Integer, Optional<MacAddress>> set,
        Map<Integer, MacAddress> used,
        Optional<Reading<SortedMap<Integer, VfSettings>>> settings,
        Optional<String> description) {

    /** Without VFs, in its original state. */
    static FakePort of(int bus, int devPort, MacAddress permanent) {
        return new FakePort(
                bus,
                Reading.of(devPort),
                "enp" + bus + "d" + devPort,
                Reading.of(permanent),
                Reading.of(permanent),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    static FakePort of(int bus, String permanent) {
        return of(bus, 0, mac(permanent));
    }

    static MacAddress mac(String text) {
        return MacAddress.parse(text).orElseThrow();
    }

    FakePort renamed(String to) {
        return new FakePort(bus, devPort, to, permanent, current, set, used, settings, description);
    }

    FakePort permanently(Reading<MacAddress> address) {
        return new FakePort(bus, devPort, name, address, current, set, used, settings, description);
    }

    FakePort numbered(Reading<Integer> number) {
        return new FakePort(bus, number, name, permanent, current, set, used, settings, description);
    }

    /** As a bond does to its members. */
    FakePort currently(Reading<MacAddress> address) {
        return new FakePort(bus, devPort, name, permanent, address, set, used, settings, description);
    }

    /** VFs that exist, with the address set on each. */
    FakePort withVfs(Map<Integer, Optional<MacAddress>> addresses) {
        return new FakePort(bus, devPort, name, permanent, current, addresses, used, settings, description);
    }

    /** Interfaces of VFs, with their addresses; the VFs must exist. */
    FakePort withInterfaces(Map<Integer, MacAddress> addresses) {
        return new FakePort(bus, devPort, name, permanent, current, set, addresses, settings, description);
    }

    FakePort withSettings(Reading<SortedMap<Integer, VfSettings>> reading) {
        return new FakePort(bus, devPort, name, permanent, current, set, used, Optional.of(reading), description);
    }

    FakePort described(String text) {
        return new FakePort(bus, devPort, name, permanent, current, set, used, settings, Optional.of(text));
    }

    /** After a plan was executed: its VFs exist, with these addresses set. */
    FakePort carriedOut(List<VfAddress> plan) {
        Map<Integer, Optional<MacAddress>> addresses = new TreeMap<>();
        plan.forEach(vf -> addresses.put(vf.vfIndex(), Optional.of(((VfAddress.Known) vf).address())));
        return withVfs(addresses);
    }

    /** The host with these ports, PFs in the order of their first port. */
    static Inventory host(List<FakePort> ports) {
        List<PhysicalFunction> pfs = new ArrayList<>();
        for (int bus : ports.stream().map(FakePort::bus).distinct().toList()) {
            pfs.add(pf(ports.stream()
                    .filter(port -> port.bus == bus)
                    .sorted(Comparator.comparing(port -> port.devPort.value().orElse(0)))
                    .toList()));
        }
        return new Inventory(pfs, List.of());
    }

    static Inventory host(FakePort... ports) {
        return host(List.of(ports));
    }

    /** The plan for this port on that host, nothing saved. */
    List<VfAddress> plan(Inventory host, int count) {
        return plan(host, count, SavedAddresses.NONE);
    }

    List<VfAddress> plan(Inventory host, int count, SavedAddresses saved) {
        for (PhysicalFunction pf : host.physicalFunctions()) {
            for (Port port : pf.ports()) {
                if (port.networkInterface().name().text().equals(name)) {
                    return AddressPlan.of(host, pf, port, count, saved);
                }
            }
        }
        throw new IllegalArgumentException("no " + name + " on this host");
    }

    private static PhysicalFunction pf(List<FakePort> ports) {
        FakePort first = ports.getFirst();
        PciFunction function = function(new PciAddress(0, first.bus, 0, 0), first.description);
        List<VirtualFunction> vfs = new ArrayList<>();
        for (int index : new TreeMap<>(first.set).keySet()) {
            List<NetworkInterface> interfaces = ports.stream()
                    .filter(port -> port.used.containsKey(index))
                    .map(port ->
                            networkInterface(port.name + "v" + index, port.devPort, Reading.of(port.used.get(index))))
                    .toList();
            vfs.add(new VirtualFunction(
                    index,
                    function(new PciAddress(1, first.bus, index / 8, index % 8), first.description),
                    interfaces));
        }
        return new PhysicalFunction(
                function,
                Reading.absent(),
                Reading.absent(),
                ports.stream().map(FakePort::port).toList(),
                vfs);
    }

    private Port port() {
        SortedMap<Integer, VfSettings> own = new TreeMap<>();
        set.forEach((index, address) -> own.put(
                index,
                new VfSettings(
                        address,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
        return new Port(
                networkInterface(name, devPort, current),
                permanent,
                Reading.absent(),
                settings.orElse(Reading.of(own)));
    }

    private static NetworkInterface networkInterface(
            String name, Reading<Integer> devPort, Reading<MacAddress> address) {
        return new NetworkInterface(
                new InterfaceName(name), Reading.of(2), devPort, address, Optional.empty(), List.of());
    }

    private static PciFunction function(PciAddress address, Optional<String> description) {
        return new PciFunction(
                address,
                Reading.absent(),
                description,
                Reading.absent(),
                Reading.absent(),
                Reading.absent(),
                Reading.of(List.of()),
                List.of());
    }
}
