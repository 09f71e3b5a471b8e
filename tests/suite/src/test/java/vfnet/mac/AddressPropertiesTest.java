// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quicktheories.QuickTheory;
import org.quicktheories.core.Gen;
import vfnet.model.MacAddress;
import vfnet.model.Reading;
import vfnet.model.inventory.Inventory;

/** Properties of every host, tried on thousands of random ones. */
class AddressPropertiesTest {
    private static final int MAX_PORTS = 16;
    private static final int MAX_VFS = 256;

    /** Fixed, so that builds are reproducible; a failure prints the smallest host that shows it. */
    private static QuickTheory qt(int examples) {
        return QuickTheory.qt().withFixedSeed(20260101).withExamples(examples);
    }

    private static List<MacAddress> addresses(List<VfAddress> plan) {
        return plan.stream().map(vf -> ((VfAddress.Known) vf).address()).toList();
    }

    /** Each port's plan, by its place on the bus. */
    private static Map<Integer, List<VfAddress>> plans(List<FakePort> ports, int count) {
        Inventory host = FakePort.host(ports);
        Map<Integer, List<VfAddress>> plans = new HashMap<>();
        ports.forEach(port -> plans.put(port.bus(), port.plan(host, count)));
        return plans;
    }

    @Test
    void everyGeneratedAddressIsUnicastAndLocallyAdministered() {
        qt(10_000)
                .forAll(
                        MadeUp.anyAddress(),
                        integers().between(0, 255),
                        integers().between(0, 65_535),
                        integers().between(0, 1000))
                .checkAssert((permanent, devPort, vf, counter) -> {
                    MacAddress address = new AddressGenerator(permanent, devPort).generate(vf, counter);
                    assertFalse(address.isMulticast() || address.isZero());
                    assertTrue(address.isLocallyAdministered());
                    assertEquals(address, new AddressGenerator(permanent, devPort).generate(vf, counter));
                });
    }

    /** Neighbouring addresses are the common case: the ports of one card. */
    @Test
    void sixteenPortsWith256VfsHaveNoAddressInCommon() {
        qt(30).forAll(longs().between(0, MadeUp.ALL_BITS - MAX_PORTS)).checkAssert(first -> {
            List<FakePort> ports = new ArrayList<>();
            for (int i = 0; i < MAX_PORTS; i++) {
                ports.add(FakePort.of(i + 1, 0, new MacAddress(first + i)));
            }
            assertNoClash(ports);
        });
    }

    @Test
    void sixteenPortsWithClonedAddressesHaveNoneInCommon() {
        qt(5).forAll(MadeUp.anyAddress()).checkAssert(permanent -> {
            List<FakePort> ports = new ArrayList<>();
            for (int i = 0; i < MAX_PORTS; i++) {
                ports.add(FakePort.of(i + 1, 0, permanent));
            }
            assertNoClash(ports);
        });
    }

    private static void assertNoClash(List<FakePort> ports) {
        Set<MacAddress> seen = new HashSet<>();
        ports.forEach(port -> seen.add(port.permanent().value().orElseThrow()));
        int others = seen.size();
        plans(ports, MAX_VFS).values().forEach(plan -> seen.addAll(addresses(plan)));
        assertEquals(MAX_PORTS * MAX_VFS + others, seen.size());
    }

    @Test
    void noTwoVfsOfAHostGetOneAddress() {
        qt(2000).forAll(MadeUp.hosts()).checkAssert(ports -> {
            List<MacAddress> all = new ArrayList<>();
            plans(ports, 8)
                    .forEach((bus, plan) -> plan.stream()
                            .map(VfAddress.Known.class::cast)
                            .filter(vf -> vf.origin() == Origin.GENERATED)
                            .forEach(vf -> all.add(vf.address())));
            assertEquals(all.size(), new HashSet<>(all).size());
        });
    }

    @Test
    void theOrderOfTheInventoryMakesNoDifference() {
        qt(1000).forAll(MadeUp.hosts(), longs().all()).checkAssert((ports, seed) -> {
            List<FakePort> shuffled = new ArrayList<>(ports);
            Collections.shuffle(shuffled, new Random(seed));
            assertEquals(plans(ports, 8), plans(shuffled, 8));
        });
    }

    @Test
    void namesAndDescriptionsMakeNoDifference() {
        qt(1000).forAll(MadeUp.hosts(), integers().between(0, 999)).checkAssert((ports, number) -> {
            List<FakePort> renamed = ports.stream()
                    .map(port -> port.renamed("n" + (number * 31 + port.bus() * 7) % 100 + "-" + (9 - port.bus()))
                            .described("another pci.ids " + number))
                    .toList();
            assertEquals(plans(ports, 8), plans(renamed, 8));
        });
    }

    @Test
    void aBondMakesNoDifference() {
        qt(1000).forAll(MadeUp.hosts(), integers().between(0, 4)).checkAssert((ports, which) -> {
            Reading<MacAddress> bonds = ports.get(which % ports.size()).permanent();
            List<FakePort> bonded =
                    ports.stream().map(port -> port.currently(bonds)).toList();
            assertEquals(plans(ports, 8), plans(bonded, 8));
        });
    }

    @Test
    void howManyAreAskedForMakesNoDifference() {
        qt(500).forAll(MadeUp.hosts(), integers().between(0, 8)).checkAssert((ports, count) -> {
            Map<Integer, List<VfAddress>> all = plans(ports, 8);
            plans(ports, count).forEach((bus, some) -> assertEquals(all.get(bus).subList(0, count), some));
        });
    }

    @Test
    void aPlanCarriedOutIsThePlanStill() {
        qt(1000).forAll(MadeUp.hosts()).checkAssert(ports -> {
            for (FakePort port : ports) {
                List<VfAddress> plan = port.plan(FakePort.host(ports), 8);
                List<FakePort> after = ports.stream()
                        .map(each -> each == port ? port.carriedOut(plan) : each)
                        .toList();
                List<VfAddress> again = port.plan(FakePort.host(after), 8);
                assertEquals(addresses(plan), addresses(again));
                assertTrue(again.stream().allMatch(vf -> ((VfAddress.Known) vf).origin() == Origin.LIVE));
            }
        });
    }

    @Test
    void theOrderInWhichPortsAreSetUpMakesNoDifference() {
        qt(500).forAll(MadeUp.hosts(), longs().all()).checkAssert((ports, seed) -> {
            List<FakePort> order = new ArrayList<>(ports);
            Collections.shuffle(order, new Random(seed));
            Map<Integer, FakePort> now = new TreeMap<>();
            ports.forEach(port -> now.put(port.bus(), port));
            for (FakePort port : order) {
                now.put(port.bus(), port.carriedOut(port.plan(FakePort.host(List.copyOf(now.values())), 8)));
            }
            Map<Integer, List<VfAddress>> before = plans(ports, 8);
            plans(List.copyOf(now.values()), 8)
                    .forEach((bus, plan) -> assertEquals(addresses(before.get(bus)), addresses(plan)));
        });
    }

    /** How an address can be taken already. */
    private enum Occupation {
        CURRENT,
        PERMANENT,
        SET,
        USED,
        SAVED_HERE,
        SAVED_ELSEWHERE
    }

    @Test
    void aClashMovesItsVfAloneAndOneStepOn() {
        Gen<Occupation> occupations =
                integers().between(0, Occupation.values().length - 1).map(i -> Occupation.values()[i]);
        qt(2000).forAll(
                        MadeUp.anyAddress(),
                        integers().between(0, 1),
                        integers().between(0, 7),
                        occupations)
                .checkAssert((permanent, devPort, vf, occupation) -> {
                    FakePort port = FakePort.of(1, devPort, permanent);
                    List<MacAddress> before = addresses(port.plan(FakePort.host(port), 8));
                    List<MacAddress> after = addresses(occupied(port, before.get(vf), occupation));
                    List<MacAddress> expected = new ArrayList<>(before);
                    expected.set(vf, new AddressGenerator(permanent, devPort).generate(vf, 1));
                    assertEquals(expected, after);
                });
    }

    /** The plan once another function of the host has the address. */
    private static List<VfAddress> occupied(FakePort port, MacAddress address, Occupation how) {
        FakePort other = FakePort.of(9, 0, new MacAddress(0x00aabbccddeeL));
        FakePort withVf = other.withVfs(Map.of(3, Optional.empty()));
        return switch (how) {
            case CURRENT -> port.plan(FakePort.host(port, other.currently(Reading.of(address))), 8);
            case PERMANENT -> port.plan(FakePort.host(port, other.permanently(Reading.of(address))), 8);
            case SET -> port.plan(FakePort.host(port, other.withVfs(Map.of(3, Optional.of(address)))), 8);
            case USED -> port.plan(FakePort.host(port, withVf.withInterfaces(Map.of(3, address))), 8);
            case SAVED_HERE -> port.plan(FakePort.host(port), 8, new SavedAddresses(Map.of(200, address), Set.of()));
            case SAVED_ELSEWHERE -> port.plan(FakePort.host(port), 8, new SavedAddresses(Map.of(), Set.of(address)));
        };
    }
}
