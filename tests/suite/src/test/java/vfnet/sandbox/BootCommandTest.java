// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import vfnet.apply.kernel.Kernel;
import vfnet.cli.host.Host;
import vfnet.suite.Cli;
import vfnet.suite.Delegate;
import vfnet.suite.Outcome;

/** {@code vfnet boot}: an unattended boot. */
class BootCommandTest {
    private static final String FIRST = "0000:01:00.0";
    private static final String SECOND = "0000:01:00.1";
    private static final Map<String, String> JOURNAL = Map.of("JOURNAL_STREAM", "8:12345");

    /** Saved, and restarted: there are no VFs. */
    static SimulatedHost started(String... commands) {
        SimulatedHost play = SimulatedHost.on("x550");
        for (String command : commands) {
            Outcome outcome = play.vfnet(command.split(" "));
            assertEquals(0, outcome.status(), outcome.toString());
        }
        play.machine().reboot();
        return play;
    }

    static Outcome boot(SimulatedHost play, Kernel kernel, Map<String, String> environment, String... words) {
        String[] line = new String[words.length + 1];
        line[0] = "boot";
        System.arraycopy(words, 0, line, 1, words.length);
        return Cli.run(
                new Host(play.machine().view(), environment, OptionalInt::empty, Optional.of(kernel), () -> false),
                line);
    }

    @Test
    void everythingIsAsItWasSavedAndASecondTimeNothingIsDone() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.vfnet("set", "enp1s0f1", "4");
        play.vfnet("persist");
        String first = PortState.of(play, FIRST);
        String second = PortState.of(play, SECOND);
        play.machine().reboot();
        Outcome outcome = boot(play, play.kernel(), Map.of());
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals(first, PortState.of(play, FIRST));
        assertEquals(second, PortState.of(play, SECOND));
        assertEquals(
                "vfnet: enp1s0f0 (0000:01:00.0): 3 VFs as saved\nvfnet: enp1s0f1 (0000:01:00.1): 4 VFs as saved\n",
                outcome.err());
        int writes = play.machine().performed().size();
        Outcome again = boot(play, play.kernel(), Map.of());
        assertEquals(0, again.status());
        assertTrue(again.err().contains("4 VFs as saved, nothing to do"), again.err());
        assertEquals(writes, play.machine().performed().size());
    }

    @Test
    void theJournalGetsPrioritiesAndTheLastLinesAreAPortEach() {
        SimulatedHost play = started("persist enp1s0f0 2", "persist enp1s0f1 4");
        play.machine().arm(Fault.parse("create ENOMEM").orElseThrow());
        Outcome outcome = boot(play, play.kernel(), JOURNAL);
        assertEquals(3, outcome.status(), outcome.err());
        assertTrue(outcome.err().lines().allMatch(line -> line.matches("<[3467]>.*")), outcome.err());
        String[] lines = outcome.err().split("\n");
        assertTrue(
                lines[lines.length - 2].matches("<3>enp1s0f0 .*failed.*Cannot allocate memory.*rolled back"),
                outcome.err());
        assertEquals("<6>enp1s0f1 (0000:01:00.1): 4 VFs as saved", lines[lines.length - 1]);
        assertTrue(outcome.err().contains("<3>enp1s0f0 (0000:01:00.0): to do: "), outcome.err());
    }

    /** udev renames ports while this runs: the saved names are only labels. */
    @Test
    void nothingHangsOnNames() {
        SimulatedHost play = started("persist enp1s0f1 4");
        Configured.change(play, "\"enp1s0f1\"", "\"eth0\"");
        assertEquals(0, boot(play, play.kernel(), Map.of()).status());
        assertEquals(0, play.count(FIRST));
        assertEquals(4, play.count(SECOND));
    }

    @Test
    void aCardInAnotherSlotIsFound() {
        SimulatedHost play = started("persist enp1s0f1 4");
        Configured.change(play, SECOND, "0000:41:00.1");
        assertEquals(0, boot(play, play.kernel(), Map.of()).status());
        assertEquals(4, play.count(SECOND));
    }

    @Test
    void anotherCardInTheSlotIsRefusedAndBothAreNamed() {
        SimulatedHost play = started("persist enp1s0f0 2", "persist enp1s0f1 4");
        Configured.change(play, "d0:50:99:e1:a4:11", "d0:50:99:e1:a4:99");
        Outcome outcome = boot(play, play.kernel(), Map.of());
        assertEquals(3, outcome.status(), outcome.err());
        assertEquals(2, play.count(FIRST));
        assertEquals(0, play.count(SECOND));
        assertTrue(
                outcome.err().contains("refused: another card is in its place")
                        && outcome.err().contains("d0:50:99:e1:a4:99")
                        && outcome.err().contains("d0:50:99:e1:a4:11"),
                outcome.err());
    }

    /** An imported entry has a name only; before udev has named a port, that name may be another's. */
    @Test
    void aNameAloneCountsOnlyOnceUdevIsDoneWithIt() throws Exception {
        SimulatedHost play = started();
        Configured.write(play, "{\"version\": 1, \"ports\": [{\"interface\": \"enp1s0f1\", \"vf_count\": 3}]}");
        int index = play.pf(SECOND)
                .ports()
                .getFirst()
                .networkInterface()
                .index()
                .value()
                .orElseThrow();
        Files.delete(play.machine().view().sysroot().udevData(index));
        Outcome unnamed = boot(play, new Unsettled(play), Map.of(), "--deadline", "3");
        assertEquals(1, unnamed.status(), unnamed.err());
        assertTrue(unnamed.err().contains("by which alone it is saved"), unnamed.err());
        assertEquals(0, play.count(SECOND));
        Tree.write(play.machine().view().sysroot().udevData(index), "E:ID_NET_NAME=enp1s0f1");
        assertEquals(0, boot(play, play.kernel(), Map.of()).status());
        assertEquals(3, play.count(SECOND));
    }

    /** A machine whose udev never becomes idle. */
    private static final class Unsettled extends Delegate {
        Unsettled(SimulatedHost play) {
            super(play.kernel());
        }

        @Override
        public boolean isUdevIdle() {
            return false;
        }
    }

    @Test
    void nothingSavedIsNoFailure() {
        SimulatedHost play = started();
        Outcome outcome = boot(play, play.kernel(), JOURNAL);
        assertEquals(0, outcome.status());
        assertTrue(outcome.err().startsWith("<6>nothing is saved in "), outcome.err());
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        SimulatedHost play = started("persist enp1s0f1 4");
        Outcome outcome = boot(play, play.kernel(), Map.of(), "--dry-run");
        assertEquals(0, outcome.status());
        assertTrue(outcome.err().contains("would ") && outcome.err().contains("create 4 VFs"), outcome.err());
        assertEquals(0, play.count(SECOND));
        assertFalse(Tree.exists(play.at("/run/vfnet")));
    }

    @Test
    void autoprobeThatAKilledRunLeftOffIsPutBackFirst() {
        SimulatedHost play = started("persist enp1s0f1 4");
        play.write("/sys/bus/pci/devices/" + SECOND + "/sriov_drivers_autoprobe", "0");
        Tree.write(play.at("/run/vfnet/autoprobe-" + SECOND), "1");
        Outcome outcome = boot(play, play.kernel(), JOURNAL);
        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("<4>sriov_drivers_autoprobe of 0000:01:00.1 is on again"), outcome.err());
    }
}
