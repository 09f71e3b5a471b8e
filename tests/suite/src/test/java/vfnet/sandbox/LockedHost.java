// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.state.RunState;
import vfnet.suite.Delegate;
import vfnet.suite.Machines;

/** A simulated host with a saved configuration, and the lock on its live state. */
final class LockedHost {
    static final String HOLDER = "vfnet set enp1s0f1 3, process 4711";

    private LockedHost() {}

    static RunState.Lock hold(SimulatedHost play) throws IOException {
        RunState state = new RunState(play.machine().view().sysroot());
        return assertInstanceOf(RunState.LockAttempt.Held.class, state.lock(HOLDER, Duration.ZERO, play.kernel()))
                .lock();
    }

    /** On a real file system, since one in memory grants every lock. */
    static SimulatedHost saved(Path folder) throws IOException {
        SimulatedHost play =
                new SimulatedHost(SimulatedMachine.create(Machines.file("x550"), folder.resolve("machine")));
        assertEquals(0, play.vfnet("set", "enp1s0f1", "2").status());
        assertEquals(0, play.vfnet("persist").status());
        assertEquals(0, play.vfnet("vf", "enp1s0f1", "0", "--label", "wan").status());
        Files.writeString(play.at("/etc/vfnet/vf.config"), "enp1s0f0:3\n");
        return play;
    }

    /** No time passes: a wait is over at once. */
    static Kernel quick(SimulatedHost play) {
        return new Delegate(play.kernel()) {
            @Override
            public void pause(Duration time) {
                // The machine need not be written back a thousand times for that.
            }
        };
    }
}
