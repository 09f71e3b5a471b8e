// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.apply.state.RunState;
import vfnet.cli.host.Host;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** {@code vfnet set} as its user sees it, on the simulated host. */
class SetCommandTest {
    private static final String PF = "0000:01:00.1";

    private static List<String> performed(SimulatedHost play) {
        return play.machine().performed().stream()
                .map(operation -> operation.call().word())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x550 | 2 | enp1s0f1 99 | makes 0 to 63 VFs", "x550 | 2 | enp1s0f1 abc | not a number of VFs",
                "x550 | 2 | enp1s0f1 4.5 | not a number of VFs", "x550 | 2 | enp1s0f1 -1 | 0 to 65535",
                "x550 | 2 | enp1s0f1 70000 | 0 to 65535", "x550 | 2 | enp1s0f1 | say how many VFs",
                "x550 | 2 | nosuch 2 | unknown port", "x550 | 2 | enp1s0f0v0 2 | is VF 0 of",
                "x550 | 2 | 0000:02:10.0 2 | is VF 0 of", "x550 | 2 | lo 2 | unknown port",
                "x550 | 2 | enp1s0f1 2 --driver igb | auto, vfio-pci or none",
                        "x550 | 2 | enp1s0f1 2 --timeout 0 | 1 to 3600",
                "no-cards | 2 | ens3 2 | this machine has none; see vfnet doctor",
                        "no-sriov | 1 | enp3s0 2 | no SR-IOV capability",
                "connectx3 | 2 | 0000:04:00.0 2 | name one of them",
                        "connectx3 | 1 | enp4s0 2 | options mlx4_core num_vfs=0,0,2",
                "no-driver | 1 | 0000:3b:00.0 2 | has no driver", "no-driver | 1 | 0000:3b:00.1 2 | bound to vfio-pci"
            })
    void whatCannotBeIsRefusedInALineAndNothingIsWritten(String machine, int status, String words, String said) {
        SimulatedHost play = SimulatedHost.on(machine);
        Outcome outcome = play.vfnet(("set " + words).split(" "));
        assertEquals(status, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains(said), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertEquals(List.of(), performed(play));
    }

    @Test
    void theSameNumberAgainChangesNothing() {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, play.vfnet("set", "enp1s0f1", "4").status());
        int before = play.machine().performed().size();
        Outcome again = play.vfnet("set", "enp1s0f1", "4");
        assertEquals(0, again.status());
        assertTrue(again.out().contains("nothing was changed"), again.out());
        assertEquals(before, play.machine().performed().size());
    }

    /** It would be wrong to say of what is saved that it goes with the next restart. */
    @Test
    void howLongTheVfsLastDependsOnWhatIsSaved() {
        SimulatedHost play = SimulatedHost.on("x550");
        String unsaved = play.vfnet("set", "enp1s0f1", "4").out();
        assertTrue(unsaved.endsWith("To keep them: vfnet persist enp1s0f1\n"), unsaved);
        play.vfnet("persist", "enp1s0f1");
        String other = play.vfnet("set", "enp1s0f1", "3").out();
        assertTrue(other.endsWith("To keep them: vfnet persist enp1s0f1\n"), other);
        String saved = play.vfnet("set", "enp1s0f1", "4").out();
        assertTrue(saved.endsWith("They are as saved.\n"), saved);
    }

    @Test
    void aDryRunShowsThePlanAndTouchesNothing() {
        SimulatedHost play = SimulatedHost.on("x550");
        Outcome outcome = play.vfnet("set", "enp1s0f0", "5", "--dry-run");
        assertEquals(0, outcome.status());
        assertTrue(
                outcome.out().contains("remove 3 VFs") && outcome.out().contains("reserve VF 2 for vfio-pci"),
                outcome.out());
        assertEquals(List.of(), performed(play));
    }

    @Test
    void addressesAreThoseThatWereForetold() {
        SimulatedHost play = SimulatedHost.on("x550");
        String foretold = play.vfnet("mac", "enp1s0f1", "4", "--json").out().replaceAll("\"origin\":\"generated\"", "");
        assertEquals(0, play.vfnet("set", "enp1s0f1", "4").status());
        assertEquals(
                foretold, play.vfnet("mac", "enp1s0f1", "4", "--json").out().replaceAll("\"origin\":\"live\"", ""));
    }

    @Test
    void settingsAndDriversStayWithTheirNumberWhenVfsComeAndGo() {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, play.vfnet("set", "enp1s0f1", "4").status());
        play.ip("link set dev if"
                + play.pf(PF)
                        .ports()
                        .getFirst()
                        .networkInterface()
                        .index()
                        .value()
                        .orElseThrow() + " vf 1 vlan 100 qos 3");
        String four = PortState.of(play, PF);
        assertEquals(0, play.vfnet("set", "enp1s0f1", "7").status());
        assertTrue(PortState.of(play, PF).contains(four.substring(four.indexOf(';'))), "the four are as they were");
        assertEquals(0, play.vfnet("set", "enp1s0f1", "2").status());
        assertEquals(2, play.count(PF));
        assertTrue(PortState.of(play, PF).contains("id=100"), "VF 1 kept its VLAN");
        assertEquals(0, play.vfnet("set", "enp1s0f1", "0").status());
        assertEquals(0, play.count(PF));
    }

    @Test
    void beyondTheLinkTableNothingIsClaimed() {
        SimulatedHost play = SimulatedHost.of(Cards.x550Of255());
        Outcome outcome = play.vfnet("set", "enp1s0f1", "255");
        assertEquals(3, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("were written and cannot be read back"), outcome.err());
        assertEquals(255, play.count(PF));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void whoInterruptsFindsTheMachineAsItWasOrAsWanted(int after) {
        SimulatedHost play = SimulatedHost.on("x550");
        String before = PortState.of(play, "0000:01:00.0");
        AtomicInteger asked = new AtomicInteger();
        Host host = new Host(
                play.machine().view(),
                Map.of(),
                OptionalInt::empty,
                Optional.of(play.kernel()),
                () -> asked.getAndIncrement() == after);
        Outcome outcome = Cli.run(host, "set", "enp1s0f0", "5");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("interrupted") && outcome.err().contains("all changes were rolled back"),
                outcome.err());
        assertEquals(before, PortState.of(play, "0000:01:00.0"));
    }

    @Test
    void aSecondRunIsToldWhomItWaitedFor(@TempDir Path folder) throws IOException {
        SimulatedHost play = new SimulatedHost(SimulatedMachine.create(Machines.file("x550"), folder.resolve("x550")));
        var held = assertInstanceOf(
                RunState.LockAttempt.Held.class,
                new RunState(play.machine().view().sysroot())
                        .lock("vfnet set enp1s0f0 9, process 77", Duration.ofSeconds(1), play.kernel()));
        Outcome second = play.vfnet("set", "enp1s0f1", "4", "--timeout", "1");
        held.lock().close();
        assertEquals(1, second.status());
        assertTrue(second.err().contains("vfnet set enp1s0f0 9, process 77"), second.err());
        assertEquals(List.of(), performed(play));
    }

    @Test
    void whatAKilledRunLeftIsPutBack() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        play.write("/sys/bus/pci/devices/" + PF + "/sriov_drivers_autoprobe", "0");
        Files.createDirectories(play.at("/run/vfnet"));
        Files.writeString(play.at("/run/vfnet/autoprobe-" + PF), "1\n");
        Outcome outcome = play.vfnet("set", "enp1s0f1", "2");
        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("is on again"), outcome.err());
        assertTrue(PortState.of(play, PF).startsWith("autoprobe true, 2 VFs"), PortState.of(play, PF));
    }

    @Test
    void theRealCardsVfsAreWhereTheRealKernelPutThem() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        assertEquals(0, play.vfnet("set", "eth0", "4").status());
        assertEquals(
                List.of("0000:01:10.0", "0000:01:10.2", "0000:01:10.4", "0000:01:10.6"),
                play.pf("0000:01:00.0").virtualFunctions().stream()
                        .map(vf -> vf.function().address().toString())
                        .toList());
    }

    @Test
    @Tag("slow")
    void whereTheAttributeCannotBeWrittenNothingIsTouched(@TempDir Path folder) throws Exception {
        SimulatedMachine machine = SimulatedMachine.create(Machines.file("x550"), folder.resolve("x550"));
        Path readOnly = Files.createDirectory(folder.resolve("read-only"));
        run("mount", "--bind", folder.resolve("x550").toString(), readOnly.toString());
        try {
            run("mount", "-o", "remount,bind,ro", readOnly.toString());
            SimulatedMachine seen = SimulatedMachine.open(readOnly);
            Outcome outcome = Cli.run(
                    new Host(seen.view(), Map.of(), OptionalInt::empty, Optional.of(machine.kernel()), () -> false),
                    "set",
                    "enp1s0f1",
                    "4");
            assertEquals(4, outcome.status(), outcome.toString());
            assertTrue(
                    outcome.err().contains("sriov_numvfs cannot be written by this user; run it as root"),
                    outcome.err());
            assertEquals(List.of(), machine.performed());
        } finally {
            run("umount", readOnly.toString());
        }
    }

    private static void run(String... command) throws Exception {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), String.join(" ", command));
    }

    /** Without an IOMMU vfio-pci binds none; their own driver binds them again once the override is removed. */
    @Test
    void vfsThatAReservedDriverDoesNotTakeGetTheirOwnBack() {
        SimulatedHost play = SimulatedHost.on("igb-no-iommu");
        assertEquals(0, play.vfnet("set", "eth0", "2").status());
        String before = PortState.of(play, "0000:01:00.0");
        Outcome outcome = play.vfnet("set", "eth0", "2", "--driver", "vfio-pci");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("the machine has no working IOMMU")
                        && outcome.err().contains("intel_iommu=on")
                        && outcome.err().endsWith("vfnet: all changes were rolled back\n"),
                outcome.err());
        assertEquals(before, PortState.of(play, "0000:01:00.0"));
    }

    @Test
    void aCapturedMachineIsNotChanged(@TempDir Path folder) throws IOException {
        Path file = Files.copy(Machines.file("x550"), folder.resolve("x550"));
        Outcome outcome = Cli.run("--sysroot", file.toString(), "set", "enp1s0f1", "2");
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("scripts/sandbox"), outcome.err());
        assertFalse(outcome.out().contains("Done"), outcome.out());
    }
}
