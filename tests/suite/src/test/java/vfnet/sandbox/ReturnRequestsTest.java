// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vfnet.apply.kernel.Kernel;
import vfnet.suite.Delegate;
import vfnet.suite.Outcome;

/** Several services that restore at once: one run does it for all, and none believes another that did not. */
class ReturnRequestsTest {
    private static final String FIRST = "0000:01:00.0";
    private static final String SECOND = "0000:01:00.1";

    /** Both ports of a card come back at once: the first run does the work of both services. */
    @Test
    void severalAreOneRun() throws IOException {
        SimulatedHost play = ReturnedPfTest.reloaded();
        Files.createFile(play.at("/run/vfnet/returned-" + FIRST));
        Outcome outcome = ReturnedPfTest.boot(play, SECOND);
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals(3, play.count(FIRST));
        assertEquals(4, play.count(SECOND));
        assertTrue(outcome.err().contains("enp1s0f0 (0000:01:00.0): 3 VFs as saved"), outcome.err());
        assertFalse(Files.exists(play.at("/run/vfnet/returned-" + FIRST)));
        int writes = play.machine().performed().size();
        assertEquals(0, ReturnedPfTest.boot(play, FIRST).status());
        assertEquals(writes, play.machine().performed().size());
    }

    /** Of a run that was killed: nobody asks for it any more. */
    @Test
    void anOldRequestIsNobodysOrder() throws IOException {
        SimulatedHost play = ReturnedPfTest.reloaded();
        Path request = Files.createFile(play.at("/run/vfnet/returned-" + SECOND));
        Files.setLastModifiedTime(request, FileTime.from(Instant.now().minusSeconds(600)));
        assertEquals(0, ReturnedPfTest.boot(play, FIRST).status());
        assertEquals(3, play.count(FIRST));
        assertEquals(0, play.count(SECOND));
    }

    /** Another run takes it between the listing and the look at its age: a link to nothing answers as that does. */
    @Test
    void aRequestThatVanishesMeanwhileIsNobodysOrder() throws IOException {
        SimulatedHost play = ReturnedPfTest.reloaded();
        Files.createSymbolicLink(play.at("/run/vfnet/returned-" + SECOND), play.at("/run/vfnet/gone"));
        Outcome outcome = ReturnedPfTest.boot(play, FIRST);
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals(3, play.count(FIRST));
        assertEquals(0, play.count(SECOND));
    }

    /** Another run may have taken the request and failed before it came to this PF. */
    @Test
    void aRequestThatWasTakenAndNotServedIsServedNow() {
        SimulatedHost play = ReturnedPfTest.reloaded();
        Kernel kernel = new Delegate(play.kernel()) {
            @Override
            public Duration age() {
                try {
                    Files.delete(play.at("/run/vfnet/returned-" + SECOND));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return super.age();
            }
        };
        Outcome outcome = BootCommandTest.boot(play, kernel, Map.of(), SECOND);
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals(4, play.count(SECOND));
        assertEquals("vfnet: enp1s0f1 (0000:01:00.1): 4 VFs as saved\n", outcome.err());
    }

    @Test
    void aRunThatCannotBeginLeavesNoOrder() {
        SimulatedHost play = ReturnedPfTest.reloaded();
        new SavedFile(play).write("{\"version\": 9, \"ports\": []}");
        assertEquals(1, ReturnedPfTest.boot(play, SECOND).status());
        assertFalse(Files.exists(play.at("/run/vfnet/returned-" + SECOND)));
    }
}
