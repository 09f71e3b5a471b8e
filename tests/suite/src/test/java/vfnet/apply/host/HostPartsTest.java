// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.Kernel;
import vfnet.system.Sysroot;

/** The parts of {@link HostKernel} that need neither a card nor root. */
class HostPartsTest {

    /** As dmesg prints it; uptime, which the position comes from, has hundredths only. */
    @Test
    void theKernelsLogIsReadFromTheHundredthOn() {
        String log = """
                [    1.230000] igb 0000:01:00.0: before
                [   12.339999] igb 0000:01:00.0: a hair before
                [   12.340000] igb 0000:01:00.0: 2 VFs allocated
                no time here
                [  100.000001] igbvf 0000:01:10.0: later
                [ nonsense] at no time
                """;
        assertEquals(
                List.of("igb 0000:01:00.0: 2 VFs allocated", "igbvf 0000:01:10.0: later"),
                KernelLog.after(log, new Kernel.LogPosition(12_340_000)));
    }

    @Test
    void withoutSystemdNobodyRollsBackLater(@TempDir Path root) {
        assertEquals(
                Optional.of("no systemd runs here"),
                new RollbackTimer(new Sysroot(root)).start(Duration.ofSeconds(1), List.of("true")));
    }

    /** Without the agreement of systemd the time is what it was. */
    @Test
    void noTimeIsAddedWhereNobodyListens() {
        assertFalse(new ServiceTimeout(Map.of()).extend(Duration.ofSeconds(1)));
        assertFalse(new ServiceTimeout(Map.of("NOTIFY_SOCKET", "/run/nobody")).extend(Duration.ofSeconds(1)));
    }

    @Test
    void timeGoesOn() {
        Kernel kernel = new HostKernel();
        Duration before = kernel.time();
        kernel.pause(Duration.ofMillis(2));
        assertTrue(kernel.time().compareTo(before) > 0);
    }

    /** What a program has started goes with it. */
    @Test
    void aProgramIsEndedWithWhatItStarted() throws Exception {
        DetachedProcess shell = DetachedProcess.start(List.of("sh", "-c", "sleep 600 & echo $! >&2; wait"), "");
        long pid = assertInstanceOf(Answer.Blocked.class, shell.await(Duration.ofMillis(1)))
                .pid();
        ProcessHandle started = ProcessHandle.of(pid).orElseThrow();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (started.descendants().findAny().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        List<ProcessHandle> all = started.descendants().toList();
        assertFalse(all.isEmpty());
        shell.kill();
        for (ProcessHandle one : all) {
            one.onExit().get(20, java.util.concurrent.TimeUnit.SECONDS);
        }
    }
}
