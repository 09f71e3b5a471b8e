// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.Kernel;
import vfnet.cli.host.Host;
import vfnet.install.HostSystemctl;
import vfnet.install.InstallHost;
import vfnet.install.MadeCache;
import vfnet.suite.Cli;
import vfnet.suite.Delegate;
import vfnet.suite.Outcome;

/** The timer of the host that rolls back if {@code apply --confirm} itself is killed. */
class ConfirmTimerTest {
    @TempDir
    private Path folder;

    private static SimulatedHost saved() {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, play.vfnet("persist", "enp1s0f1", "2").status());
        return play;
    }

    /** The host's timer is set before the first write, and stopped once it is decided. */
    @Test
    void aTimerOfTheHostIsSetAndStopped() throws IOException {
        SimulatedHost play = saved();
        Path program = Files.createDirectories(folder.resolve("image/bin")).resolve("vfnet");
        Files.createFile(program);
        assertTrue(program.toFile().setExecutable(true));
        List<String> events = new ArrayList<>();
        Host host = new Host(
                play.machine().view(),
                Map.of(),
                OptionalInt::empty,
                Optional.of(noting(play, events)),
                () -> false,
                Optional.of(new InstallHost(
                        folder.resolve("image"), new HostSystemctl(), manual -> Optional.empty(), new MadeCache())));
        Outcome apply = Cli.run(host, "apply", "--confirm", "60s");
        assertEquals(1, apply.status());
        assertFalse(apply.err().contains("no timer"), apply.err());
        assertEquals("start 62 " + program + " confirm --expired", events.getFirst());
        assertEquals("stop", events.getLast());
        assertEquals(1, events.stream().filter("stop"::equals).count());
    }

    private static Kernel noting(SimulatedHost play, List<String> events) {
        return new Delegate(play.kernel()) {
            @Override
            public Answer write(AttributeWrite write, Duration timeout) {
                events.add("write");
                return super.write(write, timeout);
            }

            @Override
            public Optional<String> startTimer(Duration delay, List<String> command) {
                events.add("start " + delay.toSeconds() + " " + String.join(" ", command));
                return Optional.empty();
            }

            @Override
            public void stopTimer() {
                events.add("stop");
            }
        };
    }

    @Test
    void withoutATimerThatIsSaid() throws IOException {
        SimulatedHost play = saved();
        assertTrue(play.vfnet("apply", "--confirm", "4s")
                .err()
                .contains("if this process is killed, no timer rolls the change back"));
    }
}
