// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.Kernel;
import vfnet.cli.host.Host;
import vfnet.model.Reading;
import vfnet.suite.Cli;
import vfnet.suite.Delegate;
import vfnet.suite.Outcome;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;

/** What a killed run has left, or another program is changing, is not saved as if it were intended. */
class HalfDoneTest {
    private static final String SECOND = "0000:01:00.1";

    private static SimulatedHost saved() {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, play.vfnet("set", "enp1s0f1", "2").status());
        assertEquals(0, play.vfnet("persist").status());
        assertEquals(0, play.vfnet("vf", "enp1s0f1", "0", "--label", "wan").status());
        return play;
    }

    private static Outcome on(Kernel kernel, SimulatedHost play, String... words) {
        return Cli.run(
                new Host(play.machine().view(), Map.of(), OptionalInt::empty, Optional.of(kernel), () -> false), words);
    }

    /** Killed before it writes this number of VFs. */
    private static void kill(SimulatedHost play, String number, String... words) {
        Kernel kernel = new Delegate(play.kernel()) {
            @Override
            public Answer write(AttributeWrite write, Duration timeout) {
                if (write.attribute().endsWith("sriov_numvfs") && write.value().equals(number)) {
                    throw new Killed();
                }
                return super.write(write, timeout);
            }
        };
        assertThrows(Killed.class, () -> on(kernel, play, words));
    }

    @ParameterizedTest
    @CsvSource({"persist,3", "persist enp1s0f1,1", "persist enp1s0f1 4,1"})
    void whatAKilledSetHasLeftIsNotSaved(String command, int status) {
        SimulatedHost play = saved();
        kill(play, "3", "set", "enp1s0f1", "3");
        assertEquals(0, play.count(SECOND));
        String before = new SavedFile(play).text();
        Outcome outcome = play.vfnet(command.split(" "));
        assertEquals(status, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err()
                                .contains("enp1s0f1 (0000:01:00.1) is not saved: its last change by 'vfnet set "
                                        + "enp1s0f1 3', process ")
                        && outcome.err().contains("run vfnet set enp1s0f1 N"),
                outcome.err());
        assertEquals(before, new SavedFile(play).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"set enp1s0f1 3", "set enp1s0f1 0", "apply", "boot"})
    void onceThePortIsAsSomebodyWantsItIsSavedAgain(String command) {
        SimulatedHost play = saved();
        kill(play, "3", "set", "enp1s0f1", "3");
        assertEquals(0, play.vfnet(command.split(" ")).status());
        assertEquals(0, play.vfnet("persist").status());
    }

    /** Nothing of it is left if it came to its end, or was rolled back. */
    @Test
    void whatCameToItsEndOrWentBackIsSaved() {
        SimulatedHost play = saved();
        assertEquals(0, play.vfnet("persist").status());
        play.machine().arm(Fault.parse("create ENOMEM").orElseThrow());
        assertEquals(1, play.vfnet("set", "enp1s0f1", "3").status());
        assertEquals(0, play.vfnet("persist").status());
        assertFalse(Files.exists(play.at("/run/vfnet/change-" + SECOND)));
    }

    /** Another program changes the number of VFs, as often, after the machine's links were read. */
    private static Outcome changing(SimulatedHost play, int times, String... words) {
        MachineView view = play.machine().view();
        int[] left = {times};
        MachineView restless = new MachineView(view.sysroot(), view.refusals(), query -> {
            Reading<byte[]> answer = view.ip().answer(query);
            if (query == IpQuery.LINKS && left[0] > 0) {
                left[0]--;
                play.numvfs(SECOND, 0);
                play.numvfs(SECOND, 4 + left[0] % 2);
            }
            return answer;
        });
        return Cli.run(
                new Host(restless, Map.of(), OptionalInt::empty, Optional.of(play.kernel()), () -> false), words);
    }

    @Test
    void whatChangesWhileItIsReadIsReadAgain() {
        SimulatedHost play = saved();
        Outcome outcome = changing(play, 1, "persist");
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(
                String.valueOf(play.count(SECOND)),
                new SavedFile(play)
                        .port("enp1s0f1")
                        .orElseThrow()
                        .get("vf_count")
                        .toString());
    }

    @Test
    void whatDoesNotStopChangingIsNotSaved() {
        SimulatedHost play = saved();
        String before = new SavedFile(play).text();
        Outcome outcome = changing(play, 1000, "persist");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err()
                        .contains("enp1s0f1 (0000:01:00.1) changes while it is read, so another program is creating "
                                + "or removing"
                                + " its VFs; run this again once that has ended. Nothing was saved"),
                outcome.err());
        assertEquals(before, new SavedFile(play).text());
    }
}
