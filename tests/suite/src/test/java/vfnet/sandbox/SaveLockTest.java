// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.state.RunState;
import vfnet.cli.host.Host;
import vfnet.suite.Cli;
import vfnet.suite.Delegate;
import vfnet.suite.Outcome;

/** Saving holds the lock on the live state, so that the half-done work of another vfnet is not saved. */
@Tag("slow")
class SaveLockTest {
    private static final String SECOND = "0000:01:00.1";

    @TempDir
    private Path folder;

    private static Outcome on(Kernel kernel, SimulatedHost play, String... words) {
        return Cli.run(
                new Host(play.machine().view(), Map.of(), OptionalInt::empty, Optional.of(kernel), () -> false), words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "persist",
                "persist enp1s0f1 5",
                "persist --remove enp1s0f1",
                "import --from vf.config FILE",
                "persist --import FILE",
                "vf enp1s0f1 1 --label lan",
                "vf enp1s0f1 1 --trust on --persist"
            })
    void whoeverDoesNotGetTheLockSavesNothingAndSaysWhoHasIt(String command) throws IOException {
        SimulatedHost play = LockedHost.saved(folder);
        String before = new SavedFile(play).text();
        try (RunState.Lock _ = LockedHost.hold(play)) {
            Outcome outcome = on(
                    LockedHost.quick(play),
                    play,
                    command.replace("FILE", play.at("/etc/vfnet/vf.config").toString())
                            .split(" "));
            assertEquals(1, outcome.status(), outcome.toString());
            assertTrue(
                    outcome.err().contains("waiting for another vfnet (" + LockedHost.HOLDER + "), at most 180 s"),
                    outcome.err());
            assertTrue(
                    outcome.err()
                            .contains("another vfnet (" + LockedHost.HOLDER
                                    + ") holds the lock; gave up after 180 s. Nothing was changed"),
                    outcome.err());
        }
        assertEquals(before, new SavedFile(play).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "persist --dry-run",
                "persist enp1s0f1 5 --dry-run",
                "import --from vf.config FILE --dry-run",
                "list",
                "diff"
            })
    void whatSavesNothingWaitsForNobody(String command) throws IOException {
        SimulatedHost play = LockedHost.saved(folder);
        try (RunState.Lock _ = LockedHost.hold(play)) {
            Outcome outcome = play.vfnet(
                    command.replace("FILE", play.at("/etc/vfnet/vf.config").toString())
                            .split(" "));
            assertEquals(0, outcome.status(), outcome.toString());
            assertFalse(outcome.err().contains("waiting"), outcome.err());
        }
    }

    /** Another vfnet has removed the VFs and creates new ones: what is saved is the state when it has finished. */
    @Test
    void whatIsSavedIsReadAfterTheWait() throws IOException {
        SimulatedHost play = LockedHost.saved(folder);
        RunState.Lock lock = LockedHost.hold(play);
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs(SECOND, 0));
        Outcome outcome = on(
                new Delegate(play.kernel()) {
                    @Override
                    public void pause(Duration time) {
                        play.numvfs(SECOND, 0);
                        assertEquals(SimulatedHost.ACCEPTED, play.numvfs(SECOND, 3));
                        lock.close();
                        super.pause(time);
                    }
                },
                play,
                "persist",
                "enp1s0f1");
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(
                "3",
                new SavedFile(play)
                        .port("enp1s0f1")
                        .orElseThrow()
                        .get("vf_count")
                        .toString());
        assertEquals("wan", new SavedFile(play).field("enp1s0f1", 0, "label"));
    }

    /**
     * The lock on the live state first, then the file's: in the opposite order two commands would wait for each other.
     */
    @Test
    void aSaveThatWaitsForTheLiveStateKeepsTheFileFree() throws IOException {
        SimulatedHost play = LockedHost.saved(folder);
        RunState.Lock lock = LockedHost.hold(play);
        boolean[] free = {false};
        for (String command : new String[] {"persist", "vf enp1s0f1 1 --label lan"}) {
            free[0] = false;
            on(
                    new Delegate(play.kernel()) {
                        @Override
                        public void pause(Duration time) {
                            try (var file = new vfnet.persistence.ConfigurationFile(new SavedFile(play).path())
                                    .lock(Duration.ZERO)
                                    .orElseThrow()) {
                                free[0] = file != null;
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        }
                    },
                    play,
                    command.split(" "));
            assertTrue(free[0], command);
        }
        lock.close();
    }

    /** There is no user at boot to run it again. */
    @Test
    void bootAppliesWhatIsSavedWhenItHasTheLock() throws IOException {
        SimulatedHost play = LockedHost.saved(folder);
        assertEquals(0, play.vfnet("persist", "enp1s0f1", "4").status());
        RunState.Lock lock = LockedHost.hold(play);
        Outcome outcome = on(
                new Delegate(play.kernel()) {
                    @Override
                    public void pause(Duration time) {
                        if (Configured.text(play).contains("\"vf_count\": 4")) {
                            Configured.change(play, "\"vf_count\": 4", "\"vf_count\": 5");
                            lock.close();
                        }
                        super.pause(time);
                    }
                },
                play,
                "boot");
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(5, play.count(SECOND));
        assertTrue(outcome.err().contains("enp1s0f1 (0000:01:00.1): 5 VFs as saved"), outcome.err());
    }

    /** What apply has read before it waited may have been changed by then. */
    @Test
    void applyDoesNotApplyWhatIsNotSavedAnyMore() throws IOException {
        SimulatedHost play = LockedHost.saved(folder);
        assertEquals(0, play.vfnet("persist", "enp1s0f1", "4").status());
        RunState.Lock lock = LockedHost.hold(play);
        Outcome outcome = on(
                new Delegate(play.kernel()) {
                    @Override
                    public void pause(Duration time) {
                        Configured.change(play, "\"vf_count\": 4", "\"vf_count\": 5");
                        lock.close();
                    }
                },
                play,
                "apply",
                "enp1s0f1");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("has been changed since; run this again. Nothing was changed"), outcome.err());
        assertEquals(2, play.count(SECOND));
    }

    /** The change itself holds it from the first write to the last. */
    @Test
    void setHoldsItWhileItWrites() throws IOException {
        SimulatedHost play = LockedHost.saved(folder);
        StringBuilder said = new StringBuilder();
        Outcome set = on(
                new Delegate(play.kernel()) {
                    @Override
                    public Answer write(AttributeWrite write, Duration timeout) {
                        if (write.attribute().endsWith("sriov_numvfs")) {
                            said.append(
                                    on(LockedHost.quick(play), play, "persist").err());
                        }
                        return super.write(write, timeout);
                    }
                },
                play,
                "set",
                "enp1s0f1",
                "4");
        assertEquals(0, set.status(), set.toString());
        assertTrue(said.toString().contains("vfnet set enp1s0f1 4, process "), said.toString());
        assertEquals(
                "2",
                new SavedFile(play)
                        .port("enp1s0f1")
                        .orElseThrow()
                        .get("vf_count")
                        .toString());
    }
}
