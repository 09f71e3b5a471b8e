// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import vfnet.apply.kernel.Kernel;
import vfnet.suite.Delegate;

/** Like a kill: nothing of the process runs any more, its locks are free. */
final class Killed extends Error {
    private static final long serialVersionUID = 1;

    /** Kills {@code vfnet apply --confirm 60s} while it waits for the confirmation. */
    static void waiting(SimulatedHost play) throws IOException {
        Kernel kernel = new Delegate(play.kernel()) {
            @Override
            public void pause(Duration time) {
                if (Files.exists(play.at("/run/vfnet/confirmation-awaited"))) {
                    throw new Killed();
                }
                super.pause(time);
            }
        };
        assertThrows(Killed.class, () -> play.vfnet(kernel, "apply", "--confirm", "60s"));
        bury(play);
    }

    /** The record names this process, which runs; of a killed one it would name one that is gone. */
    static void bury(SimulatedHost play) throws IOException {
        Path record = play.at("/run/vfnet/unconfirmed");
        Files.writeString(record, Files.readString(record).replaceFirst("^(\\S+) \\d+ ", "$1 2147483647 "));
    }
}
