// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Outcome;

/**
 * Another card is in the slot of a saved one: whatever shows, changes or saves it says so, and names both addresses.
 */
class ReplacedCardTest {
    private static final String HERE = "d0:50:99:e1:a4:10";
    private static final String SAVED = "d0:50:99:e1:a4:99";

    private static SimulatedHost replaced() {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, play.vfnet("persist").status());
        Configured.change(play, HERE, SAVED);
        return play;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "list enp1s0f0",
                "list --json",
                "show enp1s0f0",
                "set enp1s0f0 2 --dry-run",
                "set enp1s0f0 2",
                "vf enp1s0f0 0 --vlan 5",
                "persist --dry-run",
                "persist enp1s0f0",
                "diff",
                "apply",
                "apply --dry-run",
                "boot",
                "boot --dry-run"
            })
    void bothAddressesAreNamed(String command) {
        Outcome outcome = replaced().vfnet(command.split(" "));
        String said = command.equals("diff") ? outcome.out() : outcome.err();
        assertTrue(
                said.contains("another card is in its place: the saved port has the permanent address " + SAVED
                        + ", and the one at 0000:01:00.0 has " + HERE),
                outcome.toString());
        assertTrue(said.contains("vfnet persist --remove " + SAVED), said);
        assertEquals(said.indexOf("another card"), said.lastIndexOf("another card"), "once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list enp1s0f0v0", "show enp1s0f1", "set enp1s0f1 2 --dry-run", "persist enp1s0f1 2"})
    void whereItIsNotAboutThatCardItIsNotSaid(String command) {
        Outcome outcome = replaced().vfnet(command.split(" "));
        assertEquals(command.startsWith("list"), outcome.err().contains("another card"), outcome.err());
    }

    @Test
    void onceTheOldEntryIsRemovedNothingIsSaid() {
        SimulatedHost play = replaced();
        assertEquals(0, play.vfnet("persist", "--remove", SAVED).status());
        assertEquals(0, play.vfnet("persist").status());
        assertFalse(play.vfnet("list").err().contains("another card"));
        assertEquals(0, play.vfnet("diff", "--check").status());
    }
}
