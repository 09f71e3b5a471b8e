// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** {@code vfnet persist --import}: what vfnet 0.1 saved, and the live addresses. */
class PersistImportTest {
    private static final String FILE = "tests/suite/src/test/resources/vfnet/sandbox/vf.config";

    @TempDir
    private Path folder;

    private Outcome imported(SimulatedHost play, String text) throws IOException {
        Path file = folder.resolve("vf.config");
        Files.writeString(file, text);
        return play.vfnet("persist", "--import", file.toString());
    }

    @Test
    void whatIsWellFormedIsTakenOverAndEveryOtherLineNamed() {
        SimulatedHost play = SimulatedHost.on("x550");
        Outcome outcome = play.vfnet("persist", "--import", FILE);
        assertEquals(3, outcome.status(), outcome.toString());
        assertEquals(
                List.of(
                        "vfnet: F, line 4: enp1s0f1 (0000:01:00.1): VFs 0-3 without an address: saved with those that "
                                + "vfnet 0.1 would give",
                        "vfnet: F, line 12: enp9s0f0 is not there, so it is saved by its name alone; once it is "
                                + "there, run vfnet persist enp9s0f0",
                        "vfnet: F, line 13: enp1s0f9 is not there, so it is saved by its name alone; once it is "
                                + "there, run vfnet persist enp1s0f9",
                        "vfnet: F, line 6: enp1s0f0 stands in line 3 already; it is left out",
                        "vfnet: F, line 7: 'garbage' is not INTERFACE:COUNT, such as enp1s0f0:4; it is left out",
                        "vfnet: F, line 8: 'enp9s0:' is not INTERFACE:COUNT, such as enp1s0f0:4; it is left out",
                        "vfnet: F, line 9: 'enp9s0:-1' is not INTERFACE:COUNT, such as enp1s0f0:4; it is left out",
                        "vfnet: F, line 10: 'enp9s0:99999' is not INTERFACE:COUNT, such as enp1s0f0:4; it is left out",
                        "vfnet: F, line 11: ':4' is not INTERFACE:COUNT, such as enp1s0f0:4; it is left out"),
                outcome.err().lines().map(line -> line.replace(FILE, "F")).toList());
        SavedFile saved = new SavedFile(play);
        assertEquals("enp1s0f0 2, enp1s0f1 4, enp9s0f0 7, enp1s0f9 100", saved.counts());
        assertEquals(List.of("ca:e1:e1:a0:e6:0f", "5a:a4:56:4c:ff:58"), saved.fields("enp1s0f0", "mac_address"));
        assertEquals(
                "d0:50:99:e1:a4:10",
                saved.port("enp1s0f0")
                        .orElseThrow()
                        .get("permanent_mac_address")
                        .asString());
        assertTrue(Optional.of(saved.port("enp9s0f0").orElseThrow())
                .filter(port -> !port.has("pci_address") && !port.has("permanent_mac_address"))
                .isPresent());
        assertEquals(List.of(), play.machine().performed());
    }

    /** The first boot changes no address that vfnet 0.1 set. */
    @Test
    void afterwardsNothingDiffersButTheNumber() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, imported(play, "enp1s0f0:3\n").status());
        Outcome apply = play.vfnet("apply", "--dry-run");
        assertEquals(0, apply.status(), apply.toString());
    }

    @Test
    void whatIsSavedAlreadyIsLeftAsItIs() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        play.vfnet("persist", "enp1s0f0");
        Outcome outcome = imported(play, "enp1s0f0:9\nenp9s0:2\n");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("line 1: enp1s0f0 is already saved, and is left as it is"), outcome.err());
        assertTrue(imported(play, "enp9s0:3\n").err().contains("line 1: enp9s0 is already saved"));
        assertEquals("enp1s0f0 3, enp9s0 2", new SavedFile(play).counts());
    }

    /** vfnet 0.1, too, created no more than the maximum. */
    @Test
    void moreThanThereCanBeIsMadeLess() throws IOException {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        Outcome outcome = imported(play, "eth0:8");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("eth0 makes 7 VFs at the most, not 8; 7 are saved"), outcome.err());
        assertEquals("eth0 7", new SavedFile(play).counts());
    }

    @Test
    void whatCannotMakeVfsIsLeftOut() throws IOException {
        Outcome outcome = imported(SimulatedHost.on("no-sriov"), "enp3s0:2\n");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("line 1: enp3s0 cannot create VFs; it is left out"), outcome.err());
    }

    @Test
    void whereTheNumberCannotBeReadThatIsSaid() throws IOException {
        Outcome outcome = imported(SimulatedHost.on("unreadable"), "enp1s0f1:2\n");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("it is unknown how many VFs it supports"), outcome.err());
    }

    /** A late card is found by its name, and identified by its address from then on. */
    @Test
    void anEntryOfANameAloneIsResolvedOnceThePortIsThere() throws IOException {
        SimulatedHost play = SimulatedHost.on("no-cards");
        assertEquals(0, imported(play, "enp1s0f0:3\r\n").status());
        String before = new SavedFile(play).text();
        assertEquals("enp1s0f0 3", new SavedFile(play).counts());
        SimulatedHost later = SimulatedHost.on("x550");
        new SavedFile(later).write(before);
        assertTrue(
                later.vfnet("list").out().contains("  3/63        3/63 "),
                later.vfnet("list").out());
        assertEquals(0, later.vfnet("persist", "enp1s0f0").status());
        assertEquals("enp1s0f0 3", new SavedFile(later).counts());
        assertTrue(new SavedFile(later).text().contains("\"permanent_mac_address\": \"d0:50:99:e1:a4:10\""));
    }

    @Test
    void anEmptyFileIsNothingToSave() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        Outcome outcome = imported(play, "# nothing yet\n\n");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.out().contains("Nothing to save."), outcome.out());
    }

    @Test
    void controlCharactersAreABadLineAndNotABadFile() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        Outcome outcome = imported(play, "e\u001b[2J:2\nenp1s0f0:3\n");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("line 1: 'e?[2J:2' is not INTERFACE:COUNT"), outcome.err());
        assertEquals("enp1s0f0 3", new SavedFile(play).counts());
    }

    @Test
    void aTwoPortCardIsImportedPortByPort() throws IOException {
        SimulatedHost play = SimulatedHost.of(Machines.text("connectx3"));
        assertEquals(0, imported(play, "enp4s0:4\nenp4s0d1:4\n").status());
        assertEquals("enp4s0 4, enp4s0d1 4", new SavedFile(play).counts());
    }
}
