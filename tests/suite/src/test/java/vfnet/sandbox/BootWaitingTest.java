// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vfnet.apply.kernel.Kernel;
import vfnet.cli.host.Host;
import vfnet.suite.Cli;
import vfnet.suite.Delegate;
import vfnet.suite.Outcome;
import vfnet.system.MachineView;

/** {@code vfnet boot} where a card is late, or never comes. */
class BootWaitingTest {
    private static final String FIRST = "0000:01:00.0";
    private static final String SECOND = "0000:01:00.1";

    private static void unbind(SimulatedHost play, String pf) {
        assertEquals(SimulatedHost.ACCEPTED, play.write("/sys/bus/pci/drivers/ixgbe/unbind", pf));
    }

    private static Runnable binds(SimulatedHost play, String pf) {
        return () -> assertEquals(SimulatedHost.ACCEPTED, play.write("/sys/bus/pci/drivers/ixgbe/bind", pf));
    }

    @Test
    void aCardThatComesLateIsWaitedFor() {
        SimulatedHost play = BootCommandTest.started("persist enp1s0f0 2", "persist enp1s0f1 4");
        unbind(play, SECOND);
        LateEvents kernel = new LateEvents(play).after(Duration.ofSeconds(7), binds(play, SECOND));
        Outcome outcome = BootCommandTest.boot(play, kernel, Map.of());
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals(2, play.count(FIRST));
        assertEquals(4, play.count(SECOND));
        assertTrue(kernel.passed().toSeconds() < 15, kernel.passed().toString());
    }

    @Test
    void aCardThatNeverComesDelaysTheStartAsLongAsAllowedAndNoLonger() {
        SimulatedHost play = BootCommandTest.started("persist enp1s0f0 2", "persist enp1s0f1 4");
        unbind(play, SECOND);
        LateEvents kernel = new LateEvents(play);
        Outcome outcome = BootCommandTest.boot(play, kernel, Map.of(), "--deadline", "12");
        assertEquals(3, outcome.status(), outcome.err());
        assertEquals(2, play.count(FIRST));
        assertTrue(outcome.err().contains("enp1s0f1 (0000:01:00.1): is not there: "), outcome.err());
        assertTrue(
                kernel.passed().toMillis() >= 12_000 && kernel.passed().toMillis() < 13_000,
                kernel.passed().toString());
    }

    /** The network waits for Java's own start, too. */
    @Test
    void theDeadlineCountsFromTheStartOfTheProcess() {
        SimulatedHost play = BootCommandTest.started("persist enp1s0f1 4");
        unbind(play, SECOND);
        Kernel kernel = new Delegate(play.kernel()) {
            @Override
            public Duration age() {
                return Duration.ofSeconds(9);
            }
        };
        Duration begin = kernel.time();
        BootCommandTest.boot(play, kernel, Map.of(), "--deadline", "12");
        long seconds = kernel.time().minus(begin).toSeconds();
        assertTrue(seconds >= 3 && seconds < 4, seconds + " s");
    }

    /** At boot the processor is busy: the whole machine is read only when something has changed. */
    @Test
    void waitingCostsNoLookAtTheWholeMachine() {
        SimulatedHost play = BootCommandTest.started("persist enp1s0f1 4");
        unbind(play, SECOND);
        AtomicInteger asked = new AtomicInteger();
        MachineView view = play.machine().view();
        MachineView counted = new MachineView(
                view.sysroot(),
                view.refusals(),
                query -> {
                    asked.incrementAndGet();
                    return view.ip().answer(query);
                },
                view.systemctl());
        LateEvents kernel = new LateEvents(play);
        Cli.run(
                new Host(counted, Map.of(), OptionalInt::empty, Optional.of(kernel), () -> false),
                "boot",
                "--deadline",
                "20");
        assertTrue(kernel.passed().toSeconds() >= 20, kernel.passed().toString());
        assertTrue(asked.get() > 0 && asked.get() < 15, "asked ip " + asked + " times");
    }
}
