// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.Kernel;
import vfnet.suite.Delegate;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** {@code apply --confirm} whose process is killed: the change is still rolled back, and confirm reports it. */
@Tag("slow")
class ConfirmTest {
    private static final String FIRST = "0000:01:00.0";
    private static final String SECOND = "0000:01:00.1";

    @TempDir
    private Path folder;

    private SimulatedHost saved() throws IOException {
        SimulatedHost play =
                new SimulatedHost(SimulatedMachine.create(Machines.file("x550"), folder.resolve("machine")));
        assertEquals(0, play.vfnet("persist", "enp1s0f1", "2").status());
        assertEquals(
                0,
                play.vfnet("vf", "enp1s0f0", "1", "--vlan", "7", "--trust", "on")
                        .status());
        assertEquals(0, play.vfnet("persist", "enp1s0f0", "5").status());
        return play;
    }

    /** Killed while it waits. */
    private void killedWaiting(SimulatedHost play) throws IOException {
        Killed.waiting(play);
        assertEquals("5 2", play.count(FIRST) + " " + play.count(SECOND));
    }

    /** Killed after it has removed the VFs of the first port. */
    private void killedAmid(SimulatedHost play) throws IOException {
        Kernel kernel = new Delegate(play.kernel()) {
            @Override
            public Answer write(AttributeWrite write, Duration timeout) {
                if (write.attribute().endsWith("sriov_numvfs") && write.value().equals("5")) {
                    throw new Killed();
                }
                return super.write(write, timeout);
            }
        };
        assertThrows(Killed.class, () -> play.vfnet(kernel, "apply", "--confirm", "60s"));
        Killed.bury(play);
        assertEquals(0, play.count(FIRST));
    }

    private static String states(SimulatedHost play) {
        return PortState.of(play, FIRST) + PortState.of(play, SECOND);
    }

    @Test
    void whileThereIsTimeItCanBeConfirmedAndNothingElseIsChanged() throws IOException {
        SimulatedHost play = saved();
        killedWaiting(play);
        String now = states(play);
        String saved = new SavedFile(play).text();
        for (String command : List.of(
                "set enp1s0f1 0",
                "vf enp1s0f1 0 --vlan 3",
                "apply",
                "apply --confirm 4s",
                "persist",
                "persist --remove enp1s0f0",
                "vf enp1s0f1 0 --label wan")) {
            Outcome outcome = play.vfnet(command.split(" "));
            assertEquals(1, outcome.status(), command + ": " + outcome);
            assertTrue(
                    outcome.err()
                                    .contains("process 2147483647, was killed while its change awaited a "
                                            + "confirmation; it is rolled"
                                            + " back in ")
                            && outcome.err().contains("vfnet confirm"),
                    outcome.err());
        }
        assertEquals(now + saved, states(play) + new SavedFile(play).text());
        Outcome confirm = play.vfnet("confirm");
        assertEquals(0, confirm.status(), confirm.toString());
        assertEquals("Confirmed: the change stays.\n", confirm.out());
        assertTrue(confirm.err().contains("no process waits for it any more"), confirm.err());
        play.machine().pass(Duration.ofSeconds(100));
        assertEquals(0, play.vfnet("set", "enp1s0f1", "3").status());
        assertEquals("5 3", play.count(FIRST) + " " + play.count(SECOND));
        assertTrue(play.vfnet("confirm").err().contains("the last one was confirmed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"confirm", "confirm --expired", "set enp1s0f0 3", "boot --deadline 1"})
    void onceTheTimeIsOverTheNextRunRollsBack(String command) throws IOException {
        SimulatedHost play = saved();
        String before = states(play);
        killedWaiting(play);
        play.machine().pass(Duration.ofSeconds(61));
        assertTrue(command.startsWith("confirm") || play.vfnet("persist").err().contains("vfnet confirm --expired"));
        Outcome outcome = play.vfnet(command.split(" "));
        assertEquals(command.equals("confirm") ? 1 : 0, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("was killed and its change was not confirmed; the change is rolled back"),
                outcome.err());
        if (!command.startsWith("boot")) {
            assertEquals(before, states(play));
        }
        Outcome late = play.vfnet("confirm");
        assertEquals(1, late.status(), late.toString());
        assertTrue(late.err().contains("the last one was rolled back"), late.err());
    }

    /** An incomplete change cannot be confirmed. */
    @ParameterizedTest
    @ValueSource(strings = {"confirm", "confirm --expired", "set enp1s0f0 3"})
    void whatWasNotCompleteIsRolledBackAtOnce(String command) throws IOException {
        SimulatedHost play = saved();
        String before = states(play);
        killedAmid(play);
        Outcome outcome = play.vfnet(command.split(" "));
        assertTrue(
                outcome.err().contains("was killed before its change was complete; the change is rolled back"),
                outcome.err());
        assertEquals(before, states(play));
    }

    @Test
    void theTimerDoesNothingBeforeItsTime() throws IOException {
        SimulatedHost play = saved();
        killedWaiting(play);
        String now = states(play);
        assertEquals(0, play.vfnet("confirm", "--expired").status());
        assertEquals(now, states(play));
    }

    /** Another process has set another number since: that is not rolled back, and reported. */
    @Test
    void whatAnotherHasChangedSinceIsLeftAlone() throws IOException {
        SimulatedHost play = saved();
        killedWaiting(play);
        play.numvfs(SECOND, 0);
        play.numvfs(SECOND, 7);
        play.machine().pass(Duration.ofSeconds(61));
        Outcome outcome = play.vfnet("confirm");
        assertEquals(1, outcome.status());
        assertTrue(
                outcome.err().contains(SECOND + ": 'vfnet apply")
                        && outcome.err()
                                .contains("another process has changed the number of its VFs since; it has 7 VFs and "
                                        + "is left alone"),
                outcome.err());
        assertEquals("3 7", play.count(FIRST) + " " + play.count(SECOND));
    }

    /** A killed run's marker must not confirm the next run before that waits. */
    @Test
    void theNextOneIsNotConfirmedByTheMarkerOfTheLast() throws IOException {
        SimulatedHost play = saved();
        killedWaiting(play);
        play.machine().pass(Duration.ofSeconds(61));
        List<Outcome> early = new ArrayList<>();
        Outcome apply = play.vfnet(
                new Delegate(play.kernel()) {
                    @Override
                    public Answer write(AttributeWrite write, Duration timeout) {
                        if (write.attribute().endsWith("sriov_numvfs")
                                && write.value().equals("5")) {
                            early.add(play.vfnet("confirm"));
                        }
                        return super.write(write, timeout);
                    }
                },
                "apply",
                "--confirm",
                "4s");
        assertEquals(1, apply.status(), apply.toString());
        assertFalse(early.isEmpty());
        assertEquals(1, early.getFirst().status(), early.toString());
        assertTrue(early.getFirst().err().contains("is not done yet, so nothing was confirmed"), early.toString());
        assertEquals("3 0", play.count(FIRST) + " " + play.count(SECOND));
        assertTrue(play.vfnet("confirm").err().contains("rolled back, because it was not confirmed within 4 s"));
    }

    @Test
    void whatOthersCouldNotReadWholeIsNoRecord() throws IOException {
        SimulatedHost play = saved();
        killedWaiting(play);
        Path record = play.at("/run/vfnet/unconfirmed");
        String text = Files.readString(record);
        Files.writeString(record, text.substring(0, text.length() / 2));
        Outcome confirm = play.vfnet("confirm");
        assertEquals(1, confirm.status(), confirm.toString());
        assertTrue(confirm.err().contains("no vfnet is waiting for a confirmation"), confirm.err());
    }
}
