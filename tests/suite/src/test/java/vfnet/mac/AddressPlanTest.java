// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfSettings;

/** The rule for each VF: saved, else live, else generated; and what is unknown is not guessed. */
class AddressPlanTest {
    private static final String PERMANENT = "d0:50:99:e1:a4:10";
    private static final FakePort PORT = FakePort.of(1, PERMANENT);
    private static final MacAddress SOME = FakePort.mac("02:00:00:00:00:aa");
    private static final MacAddress OTHER = FakePort.mac("02:00:00:00:00:bb");
    private static final Problem BROKEN = new Problem("ip", "is broken");

    private static MacAddress generated(int vf, int counter) {
        return new AddressGenerator(FakePort.mac(PERMANENT), 0).generate(vf, counter);
    }

    private static VfAddress known(int vf, MacAddress address, Origin origin) {
        return new VfAddress.Known(vf, address, origin);
    }

    private static String reason(VfAddress vf) {
        return assertInstanceOf(VfAddress.Unknown.class, vf).why().toString();
    }

    @Test
    void savedComesBeforeLiveAndLiveBeforeGenerated() {
        FakePort port = PORT.withVfs(Map.of(0, Optional.of(SOME), 1, Optional.of(SOME), 2, Optional.empty()));
        SavedAddresses saved = new SavedAddresses(Map.of(0, OTHER), Set.of());
        assertEquals(
                List.of(
                        known(0, OTHER, Origin.SAVED),
                        known(1, SOME, Origin.LIVE),
                        known(2, generated(2, 0), Origin.GENERATED),
                        known(3, generated(3, 0), Origin.GENERATED)),
                port.plan(FakePort.host(port), 4, saved));
    }

    @Test
    void aVfsOwnInterfaceIsNoClash() {
        FakePort port = PORT.withVfs(Map.of(0, Optional.empty())).withInterfaces(Map.of(0, generated(0, 0)));
        assertEquals(
                known(0, generated(0, 0), Origin.GENERATED),
                port.plan(FakePort.host(port), 1).getFirst());
    }

    @Test
    void anotherVfsInterfaceOfThePortIsOne() {
        FakePort port = PORT.withVfs(Map.of(5, Optional.empty())).withInterfaces(Map.of(5, generated(0, 0)));
        assertEquals(
                known(0, generated(0, 1), Origin.GENERATED),
                port.plan(FakePort.host(port), 1).getFirst());
    }

    @Test
    void aClashWithAddressAndSuccessorMovesTwoSteps() {
        FakePort other = FakePort.of(2, "00:11:22:33:44:55")
                .withVfs(Map.of(0, Optional.of(generated(0, 0)), 1, Optional.of(generated(0, 1))));
        assertEquals(
                known(0, generated(0, 2), Origin.GENERATED),
                PORT.plan(FakePort.host(PORT, other), 1).getFirst());
    }

    @Test
    void twoPortsOfOneFunctionHaveAddressesOfTheirOwn() {
        MacAddress permanent = FakePort.mac("00:02:c9:aa:bb:10");
        FakePort first = FakePort.of(4, 0, permanent);
        FakePort second = FakePort.of(4, 1, permanent);
        assertEquals(
                known(0, new AddressGenerator(permanent, 0).generate(0, 0), Origin.GENERATED),
                first.plan(FakePort.host(first, second), 1).getFirst());
        assertEquals(
                known(0, new AddressGenerator(permanent, 1).generate(0, 0), Origin.GENERATED),
                second.plan(FakePort.host(first, second), 1).getFirst());
    }

    @Test
    void theOtherPortsAddressOfTheSameVfIsTaken() {
        MacAddress permanent = FakePort.mac("00:02:c9:aa:bb:10");
        AddressGenerator generator = new AddressGenerator(permanent, 1);
        FakePort first = FakePort.of(4, 0, permanent).withVfs(Map.of(0, Optional.of(generator.generate(0, 0))));
        FakePort second = FakePort.of(4, 1, permanent).withVfs(Map.of(0, Optional.empty()));
        assertEquals(
                known(0, generator.generate(0, 1), Origin.GENERATED),
                second.plan(FakePort.host(first, second), 1).getFirst());
    }

    @Test
    void ofTwoCardsWithOneAddressTheSecondOnTheBusMovesOn() {
        FakePort second = FakePort.of(2, PERMANENT);
        for (var host : List.of(FakePort.host(PORT, second), FakePort.host(second, PORT))) {
            assertEquals(
                    known(0, generated(0, 0), Origin.GENERATED),
                    PORT.plan(host, 1).getFirst());
            assertEquals(
                    known(0, generated(0, 1), Origin.GENERATED),
                    second.plan(host, 1).getFirst());
        }
    }

    /** Old kernels number both ports of a ConnectX-3 0. */
    @Test
    void ofTwoPortsThatNothingTellsApartTheSecondMovesOnToo() {
        FakePort second = PORT.renamed("enp1d1");
        assertEquals(
                known(0, generated(0, 0), Origin.GENERATED),
                PORT.plan(FakePort.host(PORT, second), 1).getFirst());
        assertEquals(
                known(0, generated(0, 1), Origin.GENERATED),
                second.plan(FakePort.host(PORT, second), 1).getFirst());
    }

    @Test
    void aSecondCardKeepsWhatItGotBeforeTheFirstCame() {
        FakePort second = FakePort.of(2, PERMANENT).withVfs(Map.of(0, Optional.of(generated(0, 0))));
        assertEquals(
                known(0, generated(0, 0), Origin.LIVE),
                second.plan(FakePort.host(PORT, second), 1).getFirst());
        assertEquals(
                known(0, generated(0, 1), Origin.GENERATED),
                PORT.plan(FakePort.host(PORT, second), 1).getFirst());
    }

    @Test
    void anUnknownPermanentAddressIsNotGuessed() {
        MacAddress bonds = FakePort.mac("3c:fd:fe:0e:5a:10");
        FakePort port = PORT.permanently(Reading.absent())
                .currently(Reading.of(bonds))
                .withVfs(Map.of(0, Optional.of(SOME), 1, Optional.empty()));
        List<VfAddress> plan = port.plan(FakePort.host(port), 3, new SavedAddresses(Map.of(2, OTHER), Set.of()));
        assertEquals(known(0, SOME, Origin.LIVE), plan.get(0));
        assertTrue(reason(plan.get(1)).startsWith(PORT.name() + ": its permanent MAC address is unknown, since "));
        assertEquals(known(2, OTHER, Origin.SAVED), plan.get(2));
    }

    @Test
    void anUnreadablePermanentAddressSaysWhy() {
        FakePort port = PORT.permanently(Reading.unreadable(BROKEN));
        assertTrue(
                reason(port.plan(FakePort.host(port), 1).getFirst()).contains("since ip: is broken, so no addresses"));
    }

    @Test
    void anUnknownPortNumberIsNotTakenForZero() {
        for (Reading<Integer> number :
                List.of(Reading.<Integer>absent(), Reading.<Integer>unreadable(BROKEN), Reading.of(-1))) {
            FakePort port = PORT.numbered(number);
            assertTrue(reason(port.plan(FakePort.host(port), 1).getFirst()).contains("dev_port"));
        }
    }

    @Test
    void aPortThatIsNoEthernetSaysSo() {
        FakePort port = PORT.permanently(Reading.absent()).currently(Reading.absent());
        assertTrue(reason(port.plan(FakePort.host(port), 1).getFirst()).contains("has no Ethernet address"));
    }

    @Test
    void whereIpFailsAVfThatExistsMayHaveAnAddressAndOneThatDoesNotHasNone() {
        FakePort port = PORT.withVfs(Map.of(0, Optional.empty())).withSettings(Reading.unreadable(BROKEN));
        List<VfAddress> plan = port.plan(FakePort.host(port), 2);
        assertTrue(reason(plan.get(0)).contains("unknown: ip: is broken"));
        assertEquals(known(1, generated(1, 0), Origin.GENERATED), plan.get(1));
    }

    @Test
    void aVfThatTheLinkTableLostMayHaveAnAddress() {
        FakePort port = PORT.withVfs(Map.of(0, Optional.empty(), 1, Optional.empty()))
                .withSettings(Reading.of(new TreeMap<>(Map.of(0, VfSettings.UNKNOWN))));
        List<VfAddress> plan = port.plan(FakePort.host(port), 2);
        assertEquals(known(0, generated(0, 0), Origin.GENERATED), plan.get(0));
        assertTrue(reason(plan.get(1)).contains("does not list them all"));
    }

    @Test
    void aLostVfThatUsesWhatWouldBeGeneratedHasThat() {
        FakePort port = PORT.withVfs(Map.of(0, Optional.empty(), 1, Optional.empty()))
                .withInterfaces(Map.of(0, generated(0, 0), 1, SOME))
                .withSettings(Reading.unreadable(BROKEN));
        List<VfAddress> plan = port.plan(FakePort.host(port), 2);
        assertEquals(known(0, generated(0, 0), Origin.GENERATED), plan.get(0));
        assertInstanceOf(VfAddress.Unknown.class, plan.get(1));
    }

    @Test
    void aDriverThatReportsNothingHasSetNothing() {
        FakePort port = PORT.withVfs(Map.of(0, Optional.empty())).withSettings(Reading.absent());
        assertEquals(
                known(0, generated(0, 0), Origin.GENERATED),
                port.plan(FakePort.host(port), 1).getFirst());
    }

    @Test
    void theReasonIsTheSameForAllVfsOfAPort() {
        FakePort port = PORT.permanently(Reading.absent());
        List<VfAddress> plan = port.plan(FakePort.host(port), 9);
        assertEquals(1, plan.stream().map(AddressPlanTest::reason).distinct().count());
    }

    @Test
    void noVfsAskedForAreNoAddresses() {
        assertEquals(List.of(), PORT.plan(FakePort.host(PORT), 0));
    }

    @Test
    void anotherPermanentAddressIsAnotherPort() {
        FakePort other = FakePort.of(1, "d0:50:99:e1:a4:11");
        assertNotEquals(PORT.plan(FakePort.host(PORT), 1), other.plan(FakePort.host(other), 1));
    }
}
