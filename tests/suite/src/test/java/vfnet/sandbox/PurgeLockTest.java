package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.apply.Kernel;
import vfnet.apply.RunState;
import vfnet.cli.Host;
import vfnet.install.InstallHost;
import vfnet.install.Systemctl;
import vfnet.model.Problem;
import vfnet.suite.Cli;
import vfnet.suite.Delegate;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** {@code uninstall --purge} removes what is saved, so it holds the lock on the live state as whoever saves does. */
class PurgeLockTest {
    private static final String HOLDER = "vfnet set enp1s0f1 3, process 4711";

    private static RunState.Lock hold(Play play) throws IOException {
        RunState state = new RunState(play.machine().view().sysroot());
        return assertInstanceOf(RunState.LockAttempt.Held.class, state.lock(HOLDER, Duration.ZERO, play.kernel())).lock();
    }

    @TempDir
    private Path folder;

    /** On a real file system, for one in memory grants every lock. */
    private Play saved() throws IOException {
        Play play = new Play(SimulatedMachine.create(Machines.file("x550"), folder.resolve("machine")));
        assertEquals(0, play.vfnet("set", "enp1s0f1", "2").status());
        assertEquals(0, play.vfnet("persist").status());
        assertEquals(0, play.vfnet("vf", "enp1s0f1", "0", "--label", "wan").status());
        Files.writeString(play.at("/etc/vfnet/vf.config"), "enp1s0f0:3\n");
        return play;
    }

    /** Time passes for nobody: a wait is over at once. */
    private static Kernel quick(Play play) {
        return new Delegate(play.kernel()) {
            @Override
            public void pause(Duration time) {
                // The machine need not be written back a thousand times for that.
            }
        };
    }

    private static Outcome purge(Kernel kernel, Play play) {
        Systemctl systemctl = new Systemctl() {
            @Override
            public Optional<Problem> reload() {
                return Optional.empty();
            }

            @Override
            public Optional<Problem> stop(String unit) {
                return Optional.empty();
            }
        };
        return Cli.run(new Host(play.machine().view(), Map.of(), OptionalInt::empty, Optional.of(kernel), () -> false,
                Optional.of(new InstallHost(play.at("/opt/java"), systemctl))), "uninstall", "--purge");
    }

    @Test
    void aPurgeThatDoesNotGetTheLockRemovesNothing() throws IOException {
        Play play = saved();
        String before = new SavedFile(play).text();
        try (RunState.Lock _ = hold(play)) {
            Outcome outcome = purge(quick(play), play);
            assertEquals(1, outcome.status(), outcome.toString());
            assertTrue(outcome.err().contains("another vfnet (" + HOLDER + ") holds the lock; gave up after 180 s. Nothing was changed"),
                    outcome.err());
        }
        assertEquals(before, new SavedFile(play).text());
    }

    @Test
    void aPurgeRemovesWhatWasSavedWhileItWaited() throws IOException {
        Play play = saved();
        Path last = play.at("/etc/vfnet/config.json.last");
        Files.deleteIfExists(last);
        RunState.Lock lock = hold(play);
        Outcome outcome = purge(new Delegate(play.kernel()) {
            @Override
            public void pause(Duration time) {
                Tree.write(last, "{}");
                lock.close();
            }
        }, play);
        assertEquals(0, outcome.status(), outcome.toString());
        assertFalse(Files.exists(Configured.file(play)));
        assertFalse(Files.exists(last));
    }
}
