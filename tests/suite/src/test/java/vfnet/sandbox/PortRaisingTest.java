// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vfnet.apply.kernel.IpLine;
import vfnet.apply.kernel.Kernel;
import vfnet.model.Reading;
import vfnet.model.inventory.NetworkInterface;
import vfnet.suite.Delegate;
import vfnet.suite.Outcome;

/** Ports that are down, as all are at boot: VFs still receive their addresses and rates. */
class PortRaisingTest {
    private static final String PF = "0000:01:00.0";
    private static final String DOWN = "0x1002";

    private static String flags(SimulatedHost play) {
        return play.text("/sys/class/net/eth0/flags").orElseThrow();
    }

    /** The addresses of the VFs' own interfaces, and those that were set through the PF. */
    private static void assertVfsLearned(SimulatedHost play) {
        List<Optional<Object>> own = play.pf(PF).virtualFunctions().stream()
                .map(vf -> vf.interfaces().stream()
                        .map(NetworkInterface::address)
                        .map(Reading::value)
                        .findFirst()
                        .<Object>map(address -> address.orElseThrow()))
                .toList();
        List<Optional<Object>> set = play.pf(PF).ports().getFirst().vfSettings().value().orElseThrow().values().stream()
                .map(settings -> settings.address().<Object>map(address -> address))
                .toList();
        assertFalse(own.isEmpty());
        assertEquals(set, own);
    }

    private static long raised(SimulatedHost play) {
        return play.machine().performed().stream()
                .filter(done -> done.call() == KernelCall.RAISE)
                .count();
    }

    @Test
    void theirVfsLearnTheirAddressesAndThePortIsDownAgain() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        assertEquals(DOWN, flags(play));
        Outcome outcome = play.vfnet("set", "eth0", "2");
        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(
                outcome.out().contains("bring eth0 up temporarily")
                        && outcome.out().contains("bring eth0 down again"),
                outcome.out());
        assertVfsLearned(play);
        assertEquals(DOWN, flags(play));
    }

    @Test
    void atBootRatesAreTakenToo() {
        SimulatedHost play = SimulatedHost.on("igb-k61-vf1-vfio");
        play.ip("link set dev if2 vf 1 vlan 0");
        assertEquals(0, play.vfnet("persist", "eth0").status());
        play.machine().reboot();
        assertEquals(DOWN, flags(play));
        Outcome outcome = play.vfnet("boot");
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals(
                Optional.of(100),
                play.pf(PF)
                        .ports()
                        .getFirst()
                        .vfSettings()
                        .value()
                        .orElseThrow()
                        .get(3)
                        .maxTxRate());
        assertEquals(DOWN, flags(play));
        play.machine().networkComes();
        assertFalse(flags(play).equals(DOWN));
    }

    @Test
    void aPortThatOnlyLacksItsCarrierIsNotLowered() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        play.ip("link set dev if2 up");
        String before = flags(play);
        assertEquals(0, play.vfnet("set", "eth0", "2").status());
        assertVfsLearned(play);
        assertEquals(before, flags(play));
        assertEquals(1, raised(play), "the one above");
    }

    @Test
    void whatFailsLeavesThePortDown() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        play.machine().arm(Fault.parse("every mac EPERM").orElseThrow());
        assertEquals(1, play.vfnet("set", "eth0", "2").status());
        assertEquals(1, raised(play));
        assertEquals(0, play.count(PF));
        assertEquals(DOWN, flags(play));
    }

    /** Nothing is left to be undone by the next run. */
    @Test
    void aPortThatCannotBeBroughtUpIsNotRemembered() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        Kernel stubborn = new Delegate(play.kernel()) {
            @Override
            public List<IpFailure> ip(List<IpLine> lines) {
                return lines.stream().anyMatch(line -> line.text().endsWith(" up"))
                        ? List.of(new IpFailure(0, "RTNETLINK answers: Device or resource busy"))
                        : super.ip(lines);
            }
        };
        Outcome outcome = play.vfnet(stubborn, "set", "eth0", "2");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("eth0 cannot be brought up: RTNETLINK answers: Device"), outcome.err());
        assertFalse(Tree.exists(play.at("/run/vfnet/raised-" + PF + "-0")));
    }

    @Test
    void forVmsAloneNothingIsRaised() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        assertEquals(0, play.vfnet("set", "eth0", "2", "--driver", "vfio-pci").status());
        assertEquals(0, raised(play));
    }
}
