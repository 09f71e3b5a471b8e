// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.Inventory;
import vfnet.suite.Machines;
import vfnet.system.IpCommand;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;
import vfnet.system.Sysroot;
import vfnet.system.SystemctlCommand;
import vfnet.system.WaitingTime;
import vfnet.system.program.HostPrograms;
import vfnet.system.program.TimeBoundQuery;

/**
 * Programs that hang or print without end: all queries of a command share one timeout, and no process is left running.
 */
@Tag("slow")
class HangingAnswersTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final String QUESTION = "the question";

    /** Never answers. */
    private static final class Hanging implements IpCommand {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Reading<byte[]> answer(IpQuery query) {
            asked.incrementAndGet();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Reading.absent();
        }
    }

    private static Inventory look(MachineView view) {
        return assertTimeoutPreemptively(BOUND, () -> Discovery.inventory(view, new DetailLevel.Traffic(Map.of())));
    }

    private static List<String> hung(Inventory inventory) {
        return inventory.physicalFunctions().stream()
                .flatMap(pf -> pf.ports().stream())
                .flatMap(port -> port.vfSettings().problem().stream())
                .map(Problem::toString)
                .distinct()
                .toList();
    }

    @Test
    void whoeverHungOnceInACommandIsNotAskedAgainAndIsNamed() {
        MachineView sound = Machines.shipped("in-use");
        Hanging ip = new Hanging();
        MachineView view =
                new MachineView(sound.sysroot(), sound.refusals(), ip, SystemctlCommand.NONE, new WaitingTime(SHORT));
        Inventory first = look(view);
        assertEquals(
                List.of("ip -json -details link show: did not answer within 1 s; VF addresses and settings are "
                        + "unknown"),
                hung(first));
        int asked = ip.asked.get();
        assertTrue(asked > 0);
        Inventory second = look(view);
        assertEquals(asked, ip.asked.get());
        assertEquals(
                List.of("ip -json -details link show: did not answer before, and was not asked again; VF addresses and "
                        + "settings are unknown"),
                hung(second));
    }

    /** When others have used up the time, a second remains for a query that works. */
    @Test
    void theTimeIsSharedAndNeverQuiteUsedUp() {
        WaitingTime waiting = new WaitingTime();
        assertEquals(Duration.ofSeconds(10), waiting.left());
        waiting.spend(Duration.ofSeconds(7));
        assertEquals(Duration.ofSeconds(3), waiting.left());
        waiting.spend(Duration.ofSeconds(7));
        assertEquals(Duration.ofSeconds(1), waiting.left());
        waiting.raiseTo(Duration.ofSeconds(30));
        assertEquals(Duration.ofSeconds(30), waiting.left());
        waiting.raiseTo(Duration.ofSeconds(20));
        assertEquals(Duration.ofSeconds(30), waiting.left());
    }

    private static Reading<byte[]> run(String script) {
        return assertTimeoutPreemptively(
                BOUND,
                () -> new HostPrograms(Sysroot.live(), new WaitingTime(SHORT))
                        .run(List.of(Path.of("/").resolve("bin/sh").toString(), "-c", script), QUESTION));
    }

    private static boolean runs(String words) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(words))
                        .isPresent());
    }

    @Test
    void aHangingProgramIsEndedWithWhatItStarted() throws Exception {
        Problem problem = run("sleep 4711.25 & wait").problem().orElseThrow();
        assertEquals("the question: did not answer within 1 s; what it would say is unknown", problem.toString());
        for (int i = 0; i < 100 && runs("sleep 4711.25"); i++) {
            new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        }
        assertFalse(runs("sleep 4711.25"));
    }

    @Test
    void aProgramThatPrintsWithoutEndIsStopped() {
        assertEquals(
                "the question: printed more than 16 MiB",
                run("exec head -c 100000000 /dev/zero").problem().orElseThrow().toString());
    }

    @Test
    void whatFailsInTheThreadIsSaidAndNotTakenForSilence() {
        TimeBoundQuery<String> question = new TimeBoundQuery<>(new WaitingTime(), QUESTION, "all is unknown") {
            @Override
            protected Reading<String> find() {
                throw new IllegalStateException("seen");
            }
        };
        assertTrue(question.answer().problem().orElseThrow().what().contains("IllegalStateException: seen"));
    }
}
