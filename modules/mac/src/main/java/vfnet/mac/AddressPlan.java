// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.mac.TakenAddresses.Station;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;

/**
 * The address of each VF of one port, whether or not the VF exists: the saved one; else the one that is set through the
 * PF now; else the one that {@link AddressGenerator} generates with the smallest counter, from 0, that gives an address
 * which is not taken on the host. Taken are the current and the permanent addresses of all ports, those set on VFs and
 * those of their interfaces, the saved ones, and those that this plan gives to VFs of a smaller number. A VF's own
 * address is no obstacle: once a plan is executed, the next plan is the same.
 *
 * <p>Ports of the same permanent address and number (cards with cloned addresses) would generate the same addresses.
 * They are served in bus order: the first of them keeps what it would generate for its VF k, whether or not that VF
 * exists, then the second generates for its own VF k, and so on.
 *
 * <p>Names, descriptions, the order of the inventory and the requested number of VFs make no difference.
 */
public final class AddressPlan {
    private final PhysicalFunction pf;
    private final Port port;
    private final SavedAddresses saved;
    private final LiveAddresses live;
    private final Reading<AddressGenerator> generator;
    private final List<String> earlierTwins;
    private final TakenAddresses taken;

    private AddressPlan(Inventory inventory, PhysicalFunction pf, Port port, SavedAddresses saved) {
        this.pf = pf;
        this.port = port;
        this.saved = saved;
        live = new LiveAddresses(pf, port);
        generator = PortIdentity.of(port);
        earlierTwins = earlierTwins(inventory, pf, port);
        taken = TakenAddresses.on(inventory);
        taken.addOfNoVf(saved.elsewhere());
        saved.ofPort().forEach((index, address) -> taken.add(address, station(index)));
    }

    /**
     * {@return the addresses of a port's VFs, by index}
     *
     * @param inventory the whole host, among whose addresses the new ones must be unique
     * @param pf a PF of it
     * @param port a port of the PF
     * @param count the number of VFs, from 0
     * @param saved the addresses in the saved configuration
     */
    public static List<VfAddress> of(
            Inventory inventory, PhysicalFunction pf, Port port, int count, SavedAddresses saved) {
        AddressPlan plan = new AddressPlan(inventory, pf, port, saved);
        List<VfAddress> addresses = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            addresses.add(plan.address(index));
        }
        return List.copyOf(addresses);
    }

    /**
     * {@return the addresses that VFs would have if none had ever been set or saved, by the VFs' numbers}
     *
     * @param inventory the whole host
     * @param pf a PF of it
     * @param port a port of the PF
     * @param indices the VFs' numbers on their PF, from 0
     * @param saved the addresses in the saved configuration
     */
    public static SortedMap<Integer, VfAddress> generated(
            Inventory inventory, PhysicalFunction pf, Port port, Collection<Integer> indices, SavedAddresses saved) {
        AddressPlan plan = new AddressPlan(inventory, pf, port, saved);
        SortedMap<Integer, VfAddress> addresses = new TreeMap<>();
        indices.forEach(index -> addresses.put(index, plan.generated(index)));
        return addresses;
    }

    /**
     * {@return whether another function than this VF has the address, or it is saved for another}
     *
     * @param inventory the whole host
     * @param pf a PF of it
     * @param port a port of the PF
     * @param index the VF's number on its PF, from 0
     * @param address the address
     * @param saved the addresses in the saved configuration
     */
    public static boolean isTaken(
            Inventory inventory, PhysicalFunction pf, Port port, int index, MacAddress address, SavedAddresses saved) {
        AddressPlan plan = new AddressPlan(inventory, pf, port, saved);
        return plan.taken.isTakenByOtherThan(plan.station(index), address);
    }

    private VfAddress address(int index) {
        return Optional.ofNullable(saved.ofPort().get(index))
                .<VfAddress>map(kept -> new VfAddress.Known(index, kept, Origin.SAVED))
                .orElseGet(() -> unsaved(index));
    }

    private VfAddress unsaved(int index) {
        return switch (live.set(index)) {
            case Reading.Unreadable<Optional<MacAddress>>(Problem why) ->
                inUse(index).orElseGet(() -> new VfAddress.Unknown(index, why));
            case Reading.Value<Optional<MacAddress>>(Optional<MacAddress> set)
            when set.isPresent() -> new VfAddress.Known(index, set.get(), Origin.LIVE);
            default -> generated(index);
        };
    }

    /** The address set on the VF is unknown, but it uses the generated one: then that was set. */
    private Optional<VfAddress> inUse(int index) {
        return live.used(index)
                .flatMap(used -> Optional.of(generated(index))
                        .filter(new VfAddress.Known(index, used, Origin.GENERATED)::equals));
    }

    private VfAddress generated(int index) {
        return switch (generator) {
            case Reading.Value<AddressGenerator>(AddressGenerator known) -> {
                earlierTwins.forEach(twin -> take(known, new Station(twin, index)));
                yield new VfAddress.Known(index, take(known, station(index)), Origin.GENERATED);
            }
            default -> new VfAddress.Unknown(index, generator.problem().orElseThrow());
        };
    }

    /** The first address for a VF that is not taken; from now on it is the VF's. */
    private MacAddress take(AddressGenerator generator, Station station) {
        int counter = 0;
        MacAddress candidate = generator.generate(station.vfIndex(), counter);
        while (taken.isTakenByOtherThan(station, candidate)) {
            candidate = generator.generate(station.vfIndex(), ++counter);
        }
        taken.add(candidate, station);
        return candidate;
    }

    private Station station(int vfIndex) {
        return new Station(Station.port(pf, port), vfIndex);
    }

    private static List<String> earlierTwins(Inventory inventory, PhysicalFunction pf, Port port) {
        Reading<AddressGenerator> own = PortIdentity.of(port);
        List<PhysicalFunction> upToPf = inventory.physicalFunctions().stream()
                .filter(other ->
                        other.function().address().compareTo(pf.function().address()) <= 0)
                .sorted((one, other) ->
                        one.function().address().compareTo(other.function().address()))
                .toList();
        List<String> twins = new ArrayList<>();
        for (PhysicalFunction candidate : upToPf) {
            for (Port other : candidate.portsAnywhere()) {
                if (Station.port(candidate, other).equals(Station.port(pf, port))) {
                    return twins;
                }
                if (PortIdentity.of(other).equals(own)) {
                    twins.add(Station.port(candidate, other));
                }
            }
        }
        return twins;
    }
}
