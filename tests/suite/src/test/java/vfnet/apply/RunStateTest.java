// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.apply.host.HostKernel;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.state.RunState;
import vfnet.model.PciAddress;
import vfnet.suite.Delegate;
import vfnet.system.Sysroot;

/** What outlives a run. */
class RunStateTest {
    private static final PciAddress PF = PciAddress.parse("0000:01:00.0").orElseThrow();

    @TempDir
    Path root;

    private RunState state;

    @BeforeEach
    void setUp() {
        state = new RunState(new Sysroot(root));
    }

    @Test
    void aSecondRunWaitsForTheFirstAndIsToldWhatItDoes() throws IOException {
        var first = assertInstanceOf(RunState.LockAttempt.Held.class, lock("vfnet set enp1s0f0 4, process 77"));
        assertEquals(new RunState.LockAttempt.Busy("vfnet set enp1s0f0 4, process 77"), lock("vfnet set enp1s0f1 2"));
        first.lock().close();
        assertInstanceOf(RunState.LockAttempt.Held.class, lock("vfnet set enp1s0f1 2"))
                .lock()
                .close();
    }

    @Test
    void aRunThatEndsInTimeIsWaitedFor() throws IOException {
        var first = assertInstanceOf(RunState.LockAttempt.Held.class, lock("vfnet set enp1s0f0 4, process 77"));
        Kernel ending = new Delegate(new HostKernel()) {
            @Override
            public void pause(Duration time) {
                first.lock().close();
            }
        };
        assertInstanceOf(
                        RunState.LockAttempt.Held.class,
                        state.lock("vfnet set enp1s0f1 2", Duration.ofSeconds(5), ending))
                .lock()
                .close();
    }

    private RunState.LockAttempt lock(String purpose) throws IOException {
        return state.lock(purpose, Duration.ofMillis(250), new HostKernel());
    }

    @Test
    void whatAutoprobeWasIsKeptUntilItIsPutBack() {
        assertEquals(Optional.empty(), state.recordAutoprobe(PF, true));
        assertEquals(Map.of(PF, true), new RunState(new Sysroot(root)).unrestoredAutoprobe());
        state.forgetAutoprobe(PF);
        assertTrue(state.unrestoredAutoprobe().isEmpty());
    }

    @Test
    void whereNothingCanBeKeptIsSaid() throws IOException {
        Files.writeString(root.resolve("run"), "a file");
        assertTrue(state.recordAutoprobe(PF, true).isPresent());
    }

    @Test
    void aBlockedWriteIsKnownToTheNextRunWhileItsProcessLives() throws IOException {
        Files.createDirectories(root.resolve("proc/4711"));
        Files.writeString(root.resolve("proc/4711/stat"), "4711 (dd) D 1");
        state.recordBlocked(PF, 4711, "remove 4 VFs of 0000:01:00.0");
        assertEquals(
                Optional.of("process 4711 still waits in the kernel to remove 4 VFs of 0000:01:00.0"),
                state.blocked(PF));
        Files.delete(root.resolve("proc/4711/stat"));
        assertEquals(Optional.empty(), state.blocked(PF));
    }
}
