// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.suite.Delegate;
import vfnet.suite.Outcome;

/** A port that a killed run brought up temporarily is brought down again, unless it is needed now. */
class LinkUpRecoveryTest {
    private static final String DOWN = "0x1002";
    private static final String RECORD = "/run/vfnet/raised-0000:01:00.0-0";

    /** Its port was down; {@code set} is killed before it creates VFs. */
    private static SimulatedHost killed() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        assertEquals(DOWN, flags(play));
        assertThrows(
                Killed.class,
                () -> play.vfnet(
                        new Delegate(play.kernel()) {
                            @Override
                            public Answer write(AttributeWrite write, Duration timeout) {
                                if (write.attribute().endsWith("sriov_numvfs")) {
                                    throw new Killed();
                                }
                                return super.write(write, timeout);
                            }
                        },
                        "set",
                        "eth0",
                        "2"));
        assertFalse(flags(play).equals(DOWN));
        return play;
    }

    private static String flags(SimulatedHost play) {
        return play.text("/sys/class/net/eth0/flags").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"set eth0 0", "set eth0 2", "apply", "boot"})
    void theNextRunBringsItDown(String command) {
        SimulatedHost play = killed();
        Configured.write(
                play,
                "{\"version\": 1, \"ports\": [{\"pci_address\": \"0000:01:00.0\", \"interface\": \"eth0\", "
                        + "\"vf_count\": 0}]}");
        Outcome outcome = play.vfnet(command.split(" "));
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(
                outcome.toString().contains("eth0 (0000:01:00.0) is down again, as it was before a killed run"),
                outcome.toString());
        assertEquals(DOWN, flags(play));
        assertFalse(Tree.exists(play.at(RECORD)));
    }

    /** Whatever was done to the port since. */
    private static void assertStaysUp(Consumer<SimulatedHost> meanwhile, String why) {
        SimulatedHost play = killed();
        meanwhile.accept(play);
        Outcome outcome = play.vfnet("set", "eth0", "0");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(
                outcome.toString()
                        .contains("eth0 (0000:01:00.0) stays up, although a killed run brought it up temporarily" + ": "
                                + why + "; if it is not needed: ip link set eth0 down"),
                outcome.toString());
        assertFalse(flags(play).equals(DOWN));
        assertFalse(Tree.exists(play.at(RECORD)), "it is said once");
    }

    @Test
    void oneWithAnAddressStaysUp() {
        assertStaysUp(LinkUpRecoveryTest::giveAddress, "eth0 has the address 192.0.2.7/24");
    }

    private static void giveAddress(SimulatedHost play) {
        play.giveAddress(link -> link.path("ifname").asText().equals("eth0"));
    }

    @Test
    void aMemberOfABridgeStaysUp() {
        assertStaysUp(
                play -> {
                    Path eth0 = Tree.resolved(play.at("/sys/class/net/eth0")).orElseThrow();
                    Tree.write(eth0.resolve("upper_br0"), "");
                },
                "eth0 is under br0");
    }

    /** The number in the record is now that of a port that somebody works over. */
    @Test
    void anotherInterfaceThatHasItsNumberNowStaysUp() {
        SimulatedHost play = killed();
        play.ip("link set dev if3 up");
        String before = play.text("/sys/class/net/eth1/flags").orElseThrow();
        Tree.write(play.at(RECORD), "3");
        assertEquals(0, play.vfnet("set", "eth0", "0").status());
        assertEquals(before, play.text("/sys/class/net/eth1/flags").orElseThrow());
        assertFalse(Tree.exists(play.at(RECORD)));
    }

    /** Its driver was reloaded, and the new interface was brought up by another program. */
    @Test
    void anInterfaceOfAnotherNumberIsAnothersDoing() {
        SimulatedHost play = killed();
        Tree.write(play.at(RECORD), "77");
        Outcome outcome = play.vfnet("set", "eth0", "0");
        assertEquals(0, outcome.status(), outcome.toString());
        assertFalse(
                outcome.toString().contains("eth0 (0000:01:00.0) stays up")
                        || outcome.toString().contains("down again"),
                outcome.toString());
        assertFalse(flags(play).equals(DOWN));
        assertFalse(Tree.exists(play.at(RECORD)));
    }

    @Test
    void whatCannotBeBroughtDownIsTriedAgain() {
        SimulatedHost play = killed();
        play.machine().arm(Fault.parse("lower EPERM").orElseThrow());
        assertTrue(play.vfnet("set", "eth0", "0").toString().contains("it cannot be brought down: "));
        assertTrue(play.vfnet("set", "eth0", "0").toString().contains("is down again"));
        assertEquals(DOWN, flags(play));
    }

    /** A failed run that could not bring it down has not rolled back, and the next run does it. */
    @Test
    void aRollbackThatLeavesThePortUpIsNone() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        play.machine().arm(Fault.parse("every mac EPERM").orElseThrow());
        play.machine().arm(Fault.parse("lower EPERM").orElseThrow());
        Outcome outcome = play.vfnet("set", "eth0", "2");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains(", its port brought up"), outcome.err());
        assertTrue(play.vfnet("set", "eth0", "0").toString().contains("is down again"));
    }

    @Test
    void nothingIsLeftOfARunThatEnds() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        assertEquals(0, play.vfnet("set", "eth0", "2").status());
        assertFalse(Tree.exists(play.at(RECORD)));
    }
}
