// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.sandbox.BridgedHost.FOREIGN;
import static vfnet.sandbox.BridgedHost.GUEST;
import static vfnet.sandbox.BridgedHost.PORT;
import static vfnet.sandbox.BridgedHost.filter;
import static vfnet.sandbox.BridgedHost.host;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import vfnet.apply.kernel.BridgeEvents;
import vfnet.apply.kernel.BridgeLine;
import vfnet.cli.host.Host;
import vfnet.model.Errno;
import vfnet.suite.Cli;
import vfnet.suite.Delegate;
import vfnet.suite.Outcome;

/** {@code vfnet bridge watch}: what happens while it runs, one event after another, and then SIGTERM. */
class BridgeWatchTest {
    private static final String NEWCOMER = "bc:24:11:00:01:77";

    /** A kernel on which these things happen, one at each wait; after the last one the user wants to stop. */
    private static final class Busy extends Delegate {
        private final Deque<Runnable> happenings;
        private final BridgeEvents.Event reported;
        private final List<Duration> waits = new ArrayList<>();
        private int batches;
        private int monitors;
        private boolean over;

        Busy(SimulatedHost play, BridgeEvents.Event reported, Runnable... happenings) {
            super(play.kernel());
            this.reported = reported;
            this.happenings = new ArrayDeque<>(List.of(happenings));
        }

        @Override
        public List<IpFailure> bridge(List<BridgeLine> lines) {
            batches++;
            return super.bridge(lines);
        }

        @Override
        public BridgeEvents bridgeEvents() {
            monitors++;
            return new BridgeEvents() {
                @Override
                public Event await(Duration time) {
                    waits.add(time);
                    if (happenings.isEmpty()) {
                        over = true;
                        return Event.QUIET;
                    }
                    happenings.remove().run();
                    return reported;
                }

                @Override
                public void close() {}
            };
        }
    }

    private static Busy changes(SimulatedHost play, Runnable... happenings) {
        return new Busy(play, BridgeEvents.Event.CHANGED, happenings);
    }

    private static Outcome watch(SimulatedHost play, Busy kernel, String... ports) {
        String[] words = new String[ports.length + 2];
        words[0] = "bridge";
        words[1] = "watch";
        System.arraycopy(ports, 0, words, 2, ports.length);
        return Cli.run(
                new Host(play.machine().view(), Map.of(), OptionalInt::empty, Optional.of(kernel), () -> kernel.over),
                words);
    }

    @Test
    void itBringsThePortInLineAndThenGuestsAsTheyComeAndGo() {
        SimulatedHost play = host();
        Outcome outcome = watch(
                play,
                changes(
                        play,
                        () -> {
                            assertTrue(filter(play, PORT).contains(GUEST), "at the beginning");
                            play.machine().learn("tap100i0", NEWCOMER);
                        },
                        () -> {
                            assertTrue(filter(play, PORT).contains(NEWCOMER), "a guest that starts later");
                            play.machine().learn(PORT, GUEST);
                        },
                        () -> assertFalse(filter(play, PORT).contains(GUEST), "one that moves to the wire side")),
                PORT);
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err()
                        .contains("vfnet: enp1s0f0 (0000:01:00.0): registered " + NEWCOMER
                                + " (tap100i0 of vmbr0)\nvfnet: enp1s0f0 (0000:01:00.0): removed " + GUEST
                                + " (it is on the wire side now)\n"),
                outcome.err());
        assertTrue(filter(play, PORT).contains(NEWCOMER), "they stay when it ends");
    }

    @Test
    void whereNothingChangesItWritesNothingAndReadsOnceAMinute() {
        SimulatedHost play = host();
        Busy kernel = new Busy(play, BridgeEvents.Event.QUIET);
        for (int i = 0; i < 130; i++) {
            kernel.happenings.add(() -> {});
        }
        play.machine().learn("tap100i0", NEWCOMER);
        assertEquals(0, watch(play, kernel, PORT).status());
        assertEquals(1, kernel.batches);
        assertTrue(kernel.waits.stream().allMatch(Duration.ofSeconds(1)::equals), kernel.waits.toString());
    }

    /** What the kernel does not report is seen within a minute. */
    @Test
    void withoutAReportItReadsAllTheSame() {
        SimulatedHost play = host();
        Busy kernel =
                new Busy(play, BridgeEvents.Event.QUIET, () -> play.machine().learn("tap100i0", NEWCOMER));
        for (int i = 0; i < 70; i++) {
            kernel.happenings.add(() -> {});
        }
        assertEquals(0, watch(play, kernel, PORT).status());
        assertTrue(filter(play, PORT).contains(NEWCOMER));
    }

    @Test
    void itWatchesWhatIsSavedAndSeesTheFileChange() {
        SimulatedHost play = host();
        Outcome saved = play.vfnet("persist", "--bridge-sync", PORT);
        assertEquals(0, saved.status(), saved.toString());
        assertTrue(saved.out().contains("+   bridge_sync on\n"), saved.out());
        Outcome outcome = watch(
                play,
                changes(
                        play,
                        () -> {
                            assertTrue(filter(play, PORT).contains(GUEST));
                            assertEquals(List.of(), filter(play, "enp1s0f1"), "not saved so");
                            assertEquals(
                                    0,
                                    play.vfnet("persist", "--bridge-sync", "enp1s0f1")
                                            .status());
                        },
                        () -> {
                            assertEquals(List.of("bc:24:11:00:01:03"), filter(play, "enp1s0f1"));
                            play.vfnet("persist", "--no-bridge-sync", "enp1s0f1");
                            play.vfnet("persist", "--no-bridge-sync", PORT);
                        },
                        () -> {
                            throw new AssertionError("it goes on, and nothing is saved");
                        }));
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("there is nothing to watch"), outcome.err());
    }

    @Test
    void whereNothingIsSavedThereIsNothingToWatch() {
        SimulatedHost play = host();
        Outcome outcome = watch(play, changes(play));
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(
                "vfnet: no port is saved to be kept in line with bridges, so there is nothing to watch; for one: vfnet"
                        + " persist --bridge-sync PORT\n",
                outcome.err());
        assertEquals(FOREIGN, filter(play, PORT));
    }

    /** A failure is told once, and not at every reading. */
    @Test
    void aFailureIsToldOnceAndTriedAgain() {
        SimulatedHost play = host();
        play.machine().arm(Fault.every(KernelCall.REGISTER, new Effect.Refuse(Errno.ENOSPC)));
        Outcome outcome = watch(
                play, changes(play, () -> {}, () -> {}, () -> play.machine().disarm(), () -> {}), PORT);
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(
                1, outcome.err().lines().filter(line -> line.contains("ENOSPC")).count(), outcome.err());
        assertTrue(filter(play, PORT).contains(GUEST));
    }

    @Test
    void aMonitorThatEndsIsStartedAgain() {
        SimulatedHost play = host();
        Busy kernel =
                new Busy(play, BridgeEvents.Event.ENDED, () -> play.machine().learn("tap100i0", NEWCOMER));
        Outcome outcome = watch(play, kernel, PORT);
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(2, kernel.monitors);
        assertTrue(outcome.err().contains("'bridge monitor' has ended"), outcome.err());
        assertTrue(filter(play, PORT).contains(NEWCOMER));
    }

    @Test
    void anUnknownPortIsWrongUsage() {
        SimulatedHost play = host();
        assertEquals(2, watch(play, changes(play), "enp9s9").status());
    }

    @Test
    void clearRemovesWhatWasRegisteredAndNothingElse() {
        SimulatedHost play = host();
        assertEquals(0, play.vfnet("bridge", "sync").status());
        assertTrue(play.vfnet("bridge", "clear", "--dry-run").out().contains("would remove " + GUEST));
        Outcome outcome = play.vfnet("bridge", "clear");
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(FOREIGN, filter(play, PORT));
        assertEquals(List.of(), filter(play, "enp1s0f1"));
        assertTrue(play.vfnet("bridge", "clear").out().contains("nothing to register"));
        assertEquals("", outcome.err());
    }

    @Test
    void clearSaysThatTheServiceRegistersAgain() {
        SimulatedHost play = host();
        play.vfnet("persist", "--bridge-sync", PORT);
        assertEquals(0, play.vfnet("bridge", "sync").status());
        String said = play.vfnet("bridge", "clear").err();
        assertTrue(said.contains("vfnet persist --no-bridge-sync " + PORT), () -> "said: " + said);
        assertEquals(1, said.lines().count(), said);
    }

    @Test
    void whatIsSavedStaysSavedWhenThePortIsSavedAgain() {
        SimulatedHost play = host();
        assertEquals(0, play.vfnet("persist", "--bridge-sync", PORT).status());
        assertEquals(0, play.vfnet("persist", PORT, "2").status());
        assertEquals(0, play.vfnet("vf", PORT, "0", "--vlan", "7", "--persist").status());
        assertTrue(play.text("/etc/vfnet/config.json").orElseThrow().contains("\"bridge_sync\": true"));
        assertTrue(play.vfnet("show", PORT).out().contains("2 VFs, filter kept in line with bridges"));
        assertEquals(0, play.vfnet("persist", "--no-bridge-sync", PORT).status());
        assertFalse(play.text("/etc/vfnet/config.json").orElseThrow().contains("bridge_sync"));
    }

    @Test
    void otherToolsCannotHaveIt() {
        SimulatedHost play = host();
        assertEquals(0, play.vfnet("persist", "--bridge-sync", PORT).status());
        for (String tool : List.of("link", "netplan", "networkmanager")) {
            Outcome outcome = play.vfnet("export", "--to", tool);
            assertTrue(
                    (outcome.out() + outcome.err())
                            .replaceAll("\n(#|vfnet:)? *", " ")
                            .contains("bridge_sync:"),
                    outcome.toString());
        }
    }

    @Test
    void theFlagsAreForOnePort() {
        for (String[] words : List.of(
                new String[] {"persist", "--bridge-sync"},
                new String[] {"persist", "--bridge-sync", "--no-bridge-sync", PORT})) {
            Outcome outcome = host().vfnet(words);
            assertEquals(2, outcome.status(), outcome.toString());
            assertTrue(outcome.err().contains("are for one port"), outcome.err());
        }
    }
}
