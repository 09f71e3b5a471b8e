// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import vfnet.cli.host.Host;
import vfnet.suite.Cli;
import vfnet.suite.Outcome;

/** {@code vfnet set} as who types it sees it. */
class SetOnTerminalTest {

    @Test
    void onATerminalABarShowsThatItIsAlive() {
        SimulatedHost play = SimulatedHost.on("x550");
        Outcome outcome = Cli.run(
                new Host(
                        play.machine().view(),
                        Map.of(),
                        () -> OptionalInt.of(60),
                        Optional.of(play.kernel()),
                        () -> false),
                "set",
                "enp1s0f1",
                "4");
        assertEquals(0, outcome.status());
        assertTrue(outcome.err().contains("\r[====") && outcome.err().endsWith("\r\033[K"), outcome.err());
        for (String drawn : outcome.err().split("\r")) {
            assertTrue(drawn.replace("\033[K", "").length() < 60, drawn);
        }
        assertTrue(outcome.err().contains(" s 4 of 4 VFs: "), outcome.err());
        // The bar has shown the steps, and the table shows the addresses, once.
        assertFalse(outcome.out().contains("Plan:") || outcome.out().contains("Addresses:"), outcome.out());
        assertTrue(outcome.out().contains("has 4 VFs:") && outcome.out().contains("enp1s0f1v3"), outcome.out());
        assertTrue(outcome.out().lines().allMatch(line -> line.length() <= 80), outcome.out());
    }

    /** The steps of a plan are all that a dry run has to show. */
    @Test
    void onATerminalADryRunShowsThePlan() {
        SimulatedHost play = SimulatedHost.on("x550");
        Outcome outcome = Cli.inTerminal(80, play.machine().view(), "set", "enp1s0f1", "4", "--dry-run");
        assertTrue(outcome.out().contains("Plan:\n   1. ") && outcome.out().contains("Addresses:"), outcome.out());
    }

    @Test
    void whoGivesNoNumberSeesThePort() {
        SimulatedHost play = SimulatedHost.on("x550");
        Outcome outcome = play.vfnet("set", "enp1s0f0");
        assertEquals(2, outcome.status());
        assertTrue(outcome.out().startsWith("PF Network Devices:\n"), outcome.out());
        assertTrue(outcome.out().contains("  3/63 ") && !outcome.out().contains("enp1s0f1"), outcome.out());
        assertEquals("vfnet: say how many VFs, as in 'vfnet set enp1s0f0 4'; see 'vfnet set --help'\n", outcome.err());
    }
}
