// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import vfnet.suite.Delegate;
import vfnet.suite.Outcome;

/** Whether a start failed, or could only not be verified to the end: monitoring must be able to tell. */
class BootExitStatusTest {

    /** udev does not get to the interfaces of the VFs in time, as on a host that is short of processors. */
    @Test
    void portsThatAreRestoredAndNotVerifiedAreNoFailure() {
        SimulatedHost play = BootCommandTest.started("persist enp1s0f0 2", "persist enp1s0f1 4");
        Outcome outcome = BootCommandTest.boot(
                play,
                new Delegate(new LateEvents(play)) {
                    @Override
                    public boolean isNamed(int index) {
                        return play.pf("0000:01:00.1").virtualFunctions().isEmpty() && super.isNamed(index);
                    }
                },
                Map.of("JOURNAL_STREAM", "8:12345"));
        assertEquals(7, outcome.status(), outcome.err());
        assertTrue(
                outcome.err().contains("<4>enp1s0f1 (0000:01:00.1): 4 VFs, but the interfaces of VFs 0-3 have not"),
                outcome.err());
        assertEquals(4, play.count("0000:01:00.1"));
        assertTrue(play.vfnet("list", "--json").out().contains("\"result\":\"unverified\""));
    }

    /** That a VF uses a wrong address was verified. */
    @Test
    void whatIsKnownToBeWrongIsAFailure() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        assertEquals(0, play.vfnet("persist", "eth0", "1").status());
        play.machine().arm(Fault.parse("every probe no-answer").orElseThrow());
        Outcome outcome = BootCommandTest.boot(play, play.kernel(), Map.of());
        assertEquals(3, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("1 VF, but VF 0 (0000:01:10.0) uses the address "), outcome.err());
        assertTrue(play.vfnet("list", "--json").out().contains("\"result\":\"failed\""));
    }
}
