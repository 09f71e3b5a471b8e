// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import vfnet.apply.kernel.Kernel;
import vfnet.apply.state.RunState;
import vfnet.cli.host.Host;
import vfnet.install.InstallHost;
import vfnet.install.MadeCache;
import vfnet.install.Systemctl;
import vfnet.model.Problem;
import vfnet.suite.Cli;
import vfnet.suite.Delegate;
import vfnet.suite.Outcome;

/** {@code uninstall --purge} removes the saved configuration, so it holds the lock on the live state like any save. */
class PurgeLockTest {

    @TempDir
    private Path folder;

    private static Outcome purge(Kernel kernel, SimulatedHost play) {
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
        return Cli.run(
                new Host(
                        play.machine().view(),
                        Map.of(),
                        OptionalInt::empty,
                        Optional.of(kernel),
                        () -> false,
                        Optional.of(new InstallHost(
                                play.at("/opt/java"), systemctl, manual -> Optional.empty(), new MadeCache()))),
                "uninstall",
                "--purge");
    }

    @Test
    void aPurgeThatDoesNotGetTheLockRemovesNothing() throws IOException {
        SimulatedHost play = LockedHost.saved(folder);
        String before = new SavedFile(play).text();
        try (RunState.Lock _ = LockedHost.hold(play)) {
            Outcome outcome = purge(LockedHost.quick(play), play);
            assertEquals(1, outcome.status(), outcome.toString());
            assertTrue(
                    outcome.err()
                            .contains("another vfnet (" + LockedHost.HOLDER
                                    + ") holds the lock; gave up after 180 s. Nothing was changed"),
                    outcome.err());
        }
        assertEquals(before, new SavedFile(play).text());
    }

    @Test
    void aPurgeRemovesWhatWasSavedWhileItWaited() throws IOException {
        SimulatedHost play = LockedHost.saved(folder);
        Path last = play.at("/etc/vfnet/config.json.last");
        Files.deleteIfExists(last);
        RunState.Lock lock = LockedHost.hold(play);
        Outcome outcome = purge(
                new Delegate(play.kernel()) {
                    @Override
                    public void pause(Duration time) {
                        Tree.write(last, "{}");
                        lock.close();
                    }
                },
                play);
        assertEquals(0, outcome.status(), outcome.toString());
        assertFalse(Files.exists(Configured.file(play)));
        assertFalse(Files.exists(last));
    }
}
