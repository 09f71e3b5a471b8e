// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.Kernel;
import vfnet.suite.Delegate;
import vfnet.suite.Outcome;

/** What boot does when its time is up before a port is done: the unit would be killed, without a rollback. */
class BootTimeLimitTest {
    private static final String FIRST = "0000:01:00.0";
    private static final String SECOND = "0000:01:00.1";

    /** How long creating VFs on a port takes. */
    private static Kernel slow(SimulatedHost play, String pf, int seconds) {
        return new Delegate(play.kernel()) {
            private Duration taken = Duration.ZERO;

            @Override
            public Duration time() {
                return super.time().plus(taken);
            }

            @Override
            public Answer write(AttributeWrite write, Duration timeout) {
                Answer answer = super.write(write, timeout);
                if (write.attribute().endsWith(pf + "/sriov_numvfs")) {
                    taken = Duration.ofSeconds(seconds);
                }
                return answer;
            }
        };
    }

    private static SimulatedHost saved() {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, play.vfnet("set", "enp1s0f0", "0").status());
        assertEquals(0, play.vfnet("persist", "enp1s0f0", "2").status());
        assertEquals(0, play.vfnet("persist", "enp1s0f1", "4").status());
        return play;
    }

    @Test
    void aPortThatIsNotDoneInTimeIsRolledBack() {
        SimulatedHost play = saved();
        String before = PortState.of(play, SECOND);
        Outcome outcome = BootCommandTest.boot(play, slow(play, SECOND, 76), Map.of());
        assertTrue(
                outcome.err().contains("enp1s0f1 (0000:01:00.1): failed: interrupted before the step"), outcome.err());
        assertTrue(outcome.err().contains("all changes to the port were rolled back"), outcome.err());
        assertEquals(before, PortState.of(play, SECOND));
        assertEquals(2, play.count(FIRST), "the other port was done in time");
        assertEquals(3, outcome.status(), outcome.toString());
    }

    @Test
    void aPortThatIsNotBegunInTimeIsLeftAlone() {
        SimulatedHost play = saved();
        Outcome outcome = BootCommandTest.boot(play, slow(play, FIRST, 76), Map.of());
        assertTrue(
                outcome.err()
                        .contains("enp1s0f1 (0000:01:00.1): not started, because the time of --deadline and --timeout "
                                + "is up; "
                                + "to do it now: vfnet apply enp1s0f1"),
                outcome.err());
        assertEquals(0, play.count(FIRST), "rolled back");
        assertEquals(0, play.count(SECOND));
        assertEquals(1, outcome.status(), outcome.toString());
    }

    /** A service manager that notes what it is asked for. */
    private static Kernel asked(Kernel kernel, List<Duration> asked, boolean agrees) {
        return new Delegate(kernel) {
            @Override
            public boolean extendTimeout(Duration time) {
                asked.add(time);
                return agrees;
            }
        };
    }

    /** systemd waits longer while steps begin, and is asked only when the time becomes short. */
    @Test
    void aServiceGetsMoreTimeForAPortThatIsSlow() {
        SimulatedHost play = saved();
        List<Duration> asked = new ArrayList<>();
        Outcome outcome = BootCommandTest.boot(play, asked(slow(play, SECOND, 76), asked, true), Map.of());
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(4, play.count(SECOND));
        assertEquals(List.of(Duration.ofSeconds(75)), asked);
    }

    @Test
    void aServiceWhoseTimeIsNotExtendedRollsBack() {
        SimulatedHost play = saved();
        List<Duration> asked = new ArrayList<>();
        Outcome outcome = BootCommandTest.boot(play, asked(slow(play, SECOND, 76), asked, false), Map.of());
        assertEquals(3, outcome.status(), outcome.toString());
        assertEquals(0, play.count(SECOND));
        assertFalse(asked.isEmpty());
    }

    @Test
    void aQuickStartAsksForNothing() {
        SimulatedHost play = saved();
        Kernel kernel = new Delegate(play.kernel()) {
            @Override
            public boolean extendTimeout(Duration time) {
                throw new AssertionError("asked for " + time);
            }
        };
        assertEquals(0, BootCommandTest.boot(play, kernel, Map.of()).status());
    }

    /** The reserve begins 75 s after the start, since both times together are 90 s. */
    @Test
    void aPortThatIsSlowAndInTimeIsDone() {
        SimulatedHost play = saved();
        Outcome outcome = BootCommandTest.boot(play, slow(play, SECOND, 70), Map.of());
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(4, play.count(SECOND));
    }
}
