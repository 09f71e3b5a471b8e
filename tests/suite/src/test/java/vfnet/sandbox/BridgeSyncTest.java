// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.sandbox.BridgedHost.FOREIGN;
import static vfnet.sandbox.BridgedHost.GUEST;
import static vfnet.sandbox.BridgedHost.MISSING;
import static vfnet.sandbox.BridgedHost.OTHERS;
import static vfnet.sandbox.BridgedHost.PORT;
import static vfnet.sandbox.BridgedHost.filter;
import static vfnet.sandbox.BridgedHost.host;
import static vfnet.sandbox.BridgedHost.operations;
import static vfnet.sandbox.BridgedHost.synced;
import static vfnet.sandbox.BridgedHost.with;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vfnet.suite.Outcome;

/** {@code vfnet bridge sync}: what it registers, what it removes, and what it leaves alone. */
class BridgeSyncTest {

    @Test
    void theAddressesBehindTheBridgesAreRegisteredAndNoOthers() {
        SimulatedHost play = host();
        Outcome outcome = play.vfnet("bridge", "sync", PORT);
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.out().contains("registered " + GUEST + " (tap100i0 of vmbr0)"), outcome.out());
        assertEquals(with(with(MISSING, FOREIGN.getFirst()), FOREIGN.getLast()), filter(play, PORT));
        assertEquals(List.of(), filter(play, "enp1s0f1"), "only the port that was named");
        assertFalse(play.vfnet("bridge", "status", PORT).out().contains("missing"));
    }

    @Test
    void withoutNamesEveryPortIsBroughtInLine() {
        SimulatedHost play = host();
        assertEquals(0, play.vfnet("bridge", "sync").status());
        assertEquals(List.of("bc:24:11:00:01:03"), filter(play, "enp1s0f1"));
        assertEquals(List.of(), filter(play, "sfp0"), "on standby");
    }

    @Test
    void aSecondRunChangesNothing() {
        SimulatedHost play = synced();
        long before = operations(play);
        Outcome outcome = play.vfnet("bridge", "sync", PORT);
        assertTrue(outcome.out().contains("in line, 7 addresses registered"), outcome.out());
        assertEquals(before, operations(play));
    }

    @Test
    void aDryRunChangesNothing() {
        SimulatedHost play = host();
        Outcome outcome = play.vfnet("bridge", "sync", PORT, "--dry-run");
        assertEquals(0, outcome.status());
        assertTrue(outcome.out().contains("would register " + GUEST), outcome.out());
        assertEquals(FOREIGN, filter(play, PORT));
        assertEquals(0, operations(play));
    }

    @Test
    void aGuestThatMovesToTheWireSideIsRemoved() {
        SimulatedHost play = synced();
        play.machine().learn(PORT, GUEST);
        Outcome outcome = play.vfnet("bridge", "sync", PORT);
        assertEquals(
                "enp1s0f0 (0000:01:00.0) under fwbr101i0, vmbr0, vmbr20:\n  removed " + GUEST
                        + " (it is on the wire side now)\n",
                outcome.out());
        assertFalse(filter(play, PORT).contains(GUEST));
    }

    @Test
    void whatAnotherProgramHasRegisteredIsNeverRemoved() {
        SimulatedHost play = synced();
        play.machine().learn(PORT, OTHERS);
        assertEquals(0, play.vfnet("bridge", "sync", PORT).status());
        assertTrue(filter(play, PORT).contains(OTHERS));
        assertTrue(filter(play, PORT).contains(FOREIGN.getFirst()));
    }

    /** A bridge forgets a guest that sends nothing for five minutes; VFs still have it in their ARP caches. */
    @Test
    void aSilentGuestKeepsItsAddress() {
        SimulatedHost play = synced();
        play.machine().forget("vmbr0", GUEST);
        long before = operations(play);
        assertEquals(0, play.vfnet("bridge", "sync", PORT).status());
        assertEquals(before, operations(play));
        assertTrue(filter(play, PORT).contains(GUEST));
        assertTrue(play.vfnet("bridge", "status", PORT).out().contains("registered by vfnet, silent for a while"));
    }

    @Test
    void aGuestThatIsStoppedIsRemoved() {
        SimulatedHost play = synced();
        play.machine().removeInterface("tap100i0");
        Outcome outcome = play.vfnet("bridge", "sync", PORT);
        assertTrue(outcome.out().contains("removed " + GUEST + " (it is not behind a bridge any more)"), outcome.out());
        assertFalse(filter(play, PORT).contains(GUEST));
    }

    /** Without VFs the card has no switch. */
    @Test
    void withTheVfsTheAddressesGo() {
        SimulatedHost play = synced();
        assertEquals(0, play.vfnet("set", PORT, "0").status());
        Outcome outcome = play.vfnet("bridge", "sync");
        assertTrue(outcome.out().contains("removed " + GUEST + " (not needed at this port any more)"), outcome.out());
        assertEquals(FOREIGN, filter(play, PORT));
    }

    @Test
    void anAddressThatAVfHasNowIsRemoved() {
        SimulatedHost play = synced();
        assertEquals(SimulatedHost.ACCEPTED, play.ip("link set dev if2 vf 1 mac " + GUEST));
        Outcome outcome = play.vfnet("bridge", "sync", PORT);
        assertTrue(
                outcome.out().contains("removed " + GUEST + " (it is the address of a VF or port of this card)"),
                outcome.out());
    }

    /** Between reading and writing, somebody else registers the same address: it is not ours to remove. */
    @Test
    void aRebootEmptiesFilterAndRecord() {
        SimulatedHost play = synced();
        play.machine().reboot();
        play.machine().networkComes();
        assertEquals(FOREIGN, filter(play, PORT));
        assertFalse(play.vfnet("bridge", "status", PORT).out().contains("by vfnet"));
    }

    @Test
    void fromAHundredAddressesOnThereIsAWarning() {
        SimulatedHost play = host();
        IntStream.range(0, 92).forEach(i -> play.machine().learn("tap100i0", "bc:24:12:00:00:%02x".formatted(i)));
        assertFalse(play.vfnet("bridge", "status", PORT).err().contains("100"));
        play.machine().learn("tap100i0", "bc:24:12:00:01:00");
        Outcome outcome = play.vfnet("bridge", "sync", PORT);
        assertEquals(0, outcome.status());
        assertTrue(
                outcome.err().contains("with 100 addresses or more the filter of a card may be full"), outcome.err());
    }

    /** A silent guest must not take the place of one that is heard. */
    @Test
    void ofTooManyTheSilentOnesGo() {
        SimulatedHost play = host();
        IntStream.range(0, 93).forEach(i -> play.machine().learn("tap100i0", "bc:24:12:00:00:%02x".formatted(i)));
        assertEquals(0, play.vfnet("bridge", "sync", PORT).status());
        play.machine().forget("vmbr0", GUEST);
        assertEquals(0, play.vfnet("bridge", "sync", PORT).status());
        assertTrue(filter(play, PORT).contains(GUEST), "still 100 in all");
        play.machine().learn("tap100i0", "bc:24:12:00:01:00");
        assertEquals(0, play.vfnet("bridge", "sync", PORT).status());
        assertFalse(filter(play, PORT).contains(GUEST));
    }
}
