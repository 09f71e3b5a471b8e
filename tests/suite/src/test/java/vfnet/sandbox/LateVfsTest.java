// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vfnet.suite.Outcome;

/** VFs that appear seconds after the number was accepted: each comes as a hot-plug event on s390x. */
class LateVfsTest {
    private static final String PORT = "0000:01:00.1";

    private static SimulatedHost withVfsAfter(int seconds) {
        SimulatedHost play = SimulatedHost.on("x550");
        play.machine().arm(Fault.next(KernelCall.CREATE, new Effect.LateVfs(Duration.ofSeconds(seconds))));
        return play;
    }

    @Test
    void theyAreWaitedFor() {
        SimulatedHost play = withVfsAfter(7);
        Outcome outcome = play.vfnet("set", "enp1s0f1", "4", "--timeout", "10");
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(4, play.count(PORT));
        assertTrue(outcome.out().contains("enp1s0f1v3"), outcome.out());
    }

    @Test
    void thoseThatDoNotComeInTimeComeNoMore() {
        SimulatedHost play = withVfsAfter(30);
        Outcome outcome = play.vfnet("set", "enp1s0f1", "4", "--timeout", "10");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("sriov_numvfs is 4, but only 0 of the VFs appeared within 10 s")
                        && outcome.err().contains("all changes were rolled back"),
                outcome.err());
        play.pause(60_000);
        assertEquals(0, play.count(PORT));
    }

    @Test
    void aDriverThatCreatesFewerIsNotWaitedFor() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.machine().arm(Fault.next(KernelCall.CREATE, new Effect.Fewer(3)));
        LateEvents kernel = new LateEvents(play);
        Outcome outcome = play.vfnet(kernel, "set", "enp1s0f1", "4", "--timeout", "60");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(kernel.passed().toSeconds() < 10, kernel.passed().toString());
        assertEquals(0, play.count(PORT));
    }
}
