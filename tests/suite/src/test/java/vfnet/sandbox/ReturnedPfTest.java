// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.suite.Outcome;

/** {@code vfnet boot ADDRESS}: what the restore service does for a PF whose card or driver has come back. */
class ReturnedPfTest {
    private static final String FIRST = "0000:01:00.0";
    private static final String SECOND = "0000:01:00.1";

    /** Saved, started, and without VFs since, as after a reload of the driver's module. */
    static SimulatedHost reloaded() {
        SimulatedHost play = BootCommandTest.started("set enp1s0f1 4", "persist");
        assertEquals(0, boot(play).status());
        lose(play, FIRST);
        lose(play, SECOND);
        return play;
    }

    private static void lose(SimulatedHost play, String pf) {
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs(pf, 0));
    }

    static Outcome boot(SimulatedHost play, String... words) {
        return BootCommandTest.boot(play, play.kernel(), Map.of(), words);
    }

    private static JsonNode restore(SimulatedHost play, int port) {
        return new JsonMapper()
                .readTree(play.vfnet("list", "--json").out())
                .at("/physical_functions/" + port + "/last_restore");
    }

    @Test
    void itsPortIsAsSavedAgainAndNoOtherIsTouched() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.vfnet("set", "enp1s0f1", "4");
        play.vfnet("persist");
        String before = PortState.of(play, SECOND);
        lose(play, FIRST);
        lose(play, SECOND);
        Outcome outcome = boot(play, SECOND);
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals("vfnet: enp1s0f1 (0000:01:00.1): 4 VFs as saved\n", outcome.err());
        assertEquals(before, PortState.of(play, SECOND));
        assertEquals(0, play.count(FIRST));
    }

    @Test
    void theNumberThatAnAdministratorHasSetIsTheLastWord() {
        SimulatedHost play = reloaded();
        assertEquals(0, boot(play, SECOND).status());
        assertEquals(0, play.vfnet("set", "enp1s0f1", "2").status());
        lose(play, SECOND);
        Outcome outcome = boot(play, SECOND);
        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(
                outcome.err().startsWith("vfnet: enp1s0f1 (0000:01:00.1): left alone: 4 VFs are saved, but vfnet set")
                        && outcome.err().contains("to restore what is saved: vfnet apply enp1s0f1"),
                outcome.err());
        assertEquals(0, play.count(SECOND));
        assertEquals("left_alone", restore(play, 1).path("result").asString("-"));
        String doctor = play.vfnet("doctor").out();
        assertTrue(doctor.contains("VFs are not as saved, and vfnet leaves them so: 4 VFs are saved, but"), doctor);
        assertEquals(0, play.vfnet("apply", "enp1s0f1").status());
        assertFalse(play.vfnet("doctor").out().contains("vfnet leaves them so"));
        lose(play, SECOND);
        assertEquals(0, boot(play, SECOND).status());
        assertEquals(4, play.count(SECOND), "what is saved was applied since, so it is the last word again");
    }

    @Test
    void aNumberThatIsSavedSinceIsRestored() {
        SimulatedHost play = reloaded();
        assertEquals(0, play.vfnet("set", "enp1s0f1", "2").status());
        assertEquals(0, play.vfnet("persist", "enp1s0f1").status());
        lose(play, SECOND);
        assertEquals(0, boot(play, SECOND).status());
        assertEquals(2, play.count(SECOND));
    }

    @Test
    void aNumberThatSomebodyElseHasSetIsLeft() {
        SimulatedHost play = reloaded();
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs(SECOND, 1));
        Outcome outcome = boot(play, SECOND);
        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("left alone: 4 VFs are saved, but somebody gave it 1 VF;"), outcome.err());
        assertEquals(1, play.count(SECOND));
    }

    @Test
    void aPortThatIsRestoredAtBootOnlyIsLeft() {
        SimulatedHost play = BootCommandTest.started("set enp1s0f1 4", "persist enp1s0f1 --no-restore");
        assertEquals(0, boot(play).status());
        assertEquals(4, play.count(SECOND), "it is restored at boot");
        lose(play, SECOND);
        Outcome outcome = boot(play, SECOND);
        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("left alone: it is saved to be restored at boot only"), outcome.err());
        assertEquals(0, play.count(SECOND));
    }

    @Test
    void aPortOfWhichNothingIsSavedIsNotOurs() {
        SimulatedHost play = BootCommandTest.started("persist enp1s0f1 4");
        Outcome outcome = boot(play, FIRST);
        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("nothing is saved for 0000:01:00.0 in "), outcome.err());
        assertEquals(0, play.count(FIRST));
        assertEquals(0, play.count(SECOND));
    }

    @Test
    void aFunctionThatHasGoneMeanwhileIsNamed() {
        SimulatedHost play = BootCommandTest.started("persist enp1s0f1 4");
        Configured.change(play, "d0:50:99:e1:a4:11", "d0:50:99:e1:a4:99");
        Configured.change(play, SECOND, "0000:09:00.1");
        Outcome outcome = boot(play, "0000:09:00.1", "--deadline", "1");
        assertEquals(1, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("is not there"), outcome.err());
    }

    @Test
    void itFailsAsABootDoesAndSaysSo() {
        SimulatedHost play = reloaded();
        play.machine().arm(Fault.parse("create ENOMEM").orElseThrow());
        Outcome outcome = boot(play, SECOND);
        assertEquals(1, outcome.status(), outcome.err());
        JsonNode restore = restore(play, 1);
        assertEquals("failed", restore.path("result").asString("-"));
        assertEquals("return", restore.path("trigger").asString("-"));
        assertTrue(restore.path("message").asString("").contains("Cannot allocate memory"), restore.toString());
        assertTrue(play.vfnet("doctor").out().contains("because the last restore failed: "));
        assertTrue(play.vfnet("diff", "enp1s0f1").out().contains("when its card or driver came back, failed: "));
        assertTrue(play.vfnet("show", "enp1s0f1").out().contains("when its card or driver came back, failed: "));
    }

    /** A run that finds all as saved does not hide when that was made. */
    @Test
    void whatNeededNothingKeepsItsTime() {
        SimulatedHost play = BootCommandTest.started("persist enp1s0f1 4");
        assertEquals(0, boot(play).status());
        assertEquals("boot", restore(play, 1).path("trigger").asString("-"));
        assertEquals(0, play.vfnet("apply").status());
        assertEquals("boot", restore(play, 1).path("trigger").asString("-"));
        lose(play, SECOND);
        assertEquals(0, play.vfnet("apply").status());
        assertEquals("apply", restore(play, 1).path("trigger").asString("-"));
    }

    @Test
    void aSnapshotKeepsWhatCameOfIt() {
        SimulatedHost play = reloaded();
        assertEquals(0, boot(play, SECOND).status());
        String snapshot = play.vfnet("capture").out();
        assertTrue(snapshot.contains(" return restored\n"), "the records of /run/vfnet");
        assertFalse(snapshot.contains("\nlock = ") || snapshot.contains("\nholder = "), "the others are not needed");
    }

    /** udev's rule tests for the file, so that nothing is started beside the boot service. */
    @Test
    void theBootServiceSaysWhenItHasLookedForTheLastTime() {
        SimulatedHost play = BootCommandTest.started("persist enp1s0f1 4");
        assertFalse(Files.exists(play.at("/run/vfnet/boot-done")));
        assertEquals(0, boot(play, "--dry-run").status());
        assertFalse(Files.exists(play.at("/run/vfnet/boot-done")));
        assertEquals(0, boot(play).status());
        assertTrue(Files.exists(play.at("/run/vfnet/boot-done")));
    }

    @Test
    void itSaysSoAfterAFailureToo() {
        SimulatedHost play = BootCommandTest.started("persist enp1s0f1 4");
        new SavedFile(play).write("[");
        assertEquals(1, boot(play).status());
        assertTrue(Files.exists(play.at("/run/vfnet/boot-done")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"enp1s0f1", "0000:01:00", "nonsense"})
    void onlyAnAddressIsTaken(String name) {
        SimulatedHost play = reloaded();
        Outcome outcome = boot(play, name);
        assertEquals(2, outcome.status(), outcome.err());
        assertTrue(
                outcome.err().contains("is not a PCI address") && outcome.err().contains("vfnet apply"), outcome.err());
        assertEquals(0, play.count(SECOND));
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneForThisPf() {
        SimulatedHost play = reloaded();
        int writes = play.machine().performed().size();
        Outcome outcome = boot(play, SECOND, "--dry-run");
        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("enp1s0f1") && !outcome.err().contains("enp1s0f0"), outcome.err());
        assertEquals(writes, play.machine().performed().size());
    }
}
