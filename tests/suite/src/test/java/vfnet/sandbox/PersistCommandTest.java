// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.cli.host.Host;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.ConfigurationSchema;
import vfnet.persistence.Loaded;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** {@code vfnet persist} as its user sees it, on the simulated host. */
class PersistCommandTest {

    static List<String> machines() {
        return Machines.names();
    }

    private static void assertNothingPerformed(SimulatedHost play) {
        assertEquals(List.of(), play.machine().performed());
    }

    @Test
    void everyPortIsSavedAsItIs() {
        SimulatedHost play = SimulatedHost.on("x550");
        Outcome outcome = play.vfnet("persist");
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals("""
                /machine/etc/vfnet/config.json:
                + enp1s0f0 (0000:01:00.0): 3 VFs
                +   VF 0  mac_address ca:e1:e1:a0:e6:0f, vlan none, spoof_check on, trust off, link_state auto, min_tx_rate 0, max_tx_rate 0, query_rss off, driver auto
                +   VF 1  mac_address 5a:a4:56:4c:ff:58, vlan none, spoof_check on, trust off, link_state auto, min_tx_rate 0, max_tx_rate 0, query_rss off, driver auto
                +   VF 2  mac_address 1e:8c:31:6c:30:03, vlan none, spoof_check on, trust off, link_state auto, min_tx_rate 0, max_tx_rate 0, query_rss off, driver vfio-pci
                + enp1s0f1 (0000:01:00.1): 0 VFs
                Saved. The boot service will apply it at the next boot.
                """, outcome.out());
        assertEquals("", outcome.err());
        assertNothingPerformed(play);
    }

    /** The file is valid by its schema, is read again without an error, and is what persist would save again. */
    @ParameterizedTest
    @MethodSource("machines")
    void onEveryMachineTheFileFitsItsSchemaAndNothingIsTouched(String machine) {
        SimulatedHost play = SimulatedHost.on(machine);
        Outcome outcome = play.vfnet("persist");
        assertTrue(outcome.status() == 0 || outcome.status() == 3, outcome.toString());
        assertNothingPerformed(play);
        SavedFile saved = new SavedFile(play);
        if (Files.exists(saved.path())) {
            assertEquals(List.of(), ConfigurationSchema.complaints(saved.text()));
            assertTrue(
                    new ConfigurationFile(saved.path()).load() instanceof Loaded.Read read
                            && read.flaws().isEmpty()
                            && read.ignored().isEmpty(),
                    saved.text());
            Outcome again = play.vfnet("persist");
            assertTrue(
                    again.out().contains("Nothing to save.")
                            && !again.out().contains("\n~")
                            && !again.out().contains("\n+"),
                    again.out());
        }
    }

    @Test
    void anotherNumberIsSavedAndNotMade() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.vfnet("persist");
        Outcome outcome = play.vfnet("persist", "enp1s0f1", "2");
        assertEquals(0, outcome.status(), outcome.toString());
        String addresses = play.vfnet("mac", "enp1s0f1", "2", "--no-header").out();
        assertTrue(
                outcome.out()
                        .contains("~ enp1s0f1 (0000:01:00.1): 2 VFs\n~   vf_count 0 -> 2\n~   VF 0  mac_address - -> "),
                outcome.out());
        assertTrue(addresses.contains(new SavedFile(play).field("enp1s0f1", 1, "mac_address")), addresses);
        assertEquals("enp1s0f0 3, enp1s0f1 2", new SavedFile(play).counts());
        assertEquals(0, play.count("0000:01:00.1"));
        assertNothingPerformed(play);
    }

    @Test
    void thePciAddressIsAsGoodAsTheName() {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, play.vfnet("persist", "01:00.1", "2").status());
        assertEquals("enp1s0f1 2", new SavedFile(play).counts());
    }

    @Test
    void whatIsAsSavedIsNotWrittenAgain() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        play.vfnet("persist");
        new SavedFile(play).write(new SavedFile(play).text().replace("\n", "\r\n"));
        Outcome again = play.vfnet("persist");
        assertEquals(0, again.status());
        assertTrue(again.out().contains("  enp1s0f0 (0000:01:00.0): 3 VFs, already saved\n")
                && again.out().contains("Nothing to save."));
        assertTrue(new SavedFile(play).text().contains("\r\n"));
        assertFalse(Files.exists(play.at("/etc/vfnet/config.json.last")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "persist",
                "persist enp1s0f1 5",
                "persist --json",
                "persist --import tests/suite/src/test/resources/vfnet/sandbox/vf.config"
            })
    void aDryRunWritesNothing(String words) throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        String before = Snapshot.of(play);
        Outcome outcome = play.vfnet((words + " --dry-run").split(" "));
        assertTrue(outcome.status() == 0 || outcome.status() == 3, outcome.toString());
        assertTrue(
                outcome.out().contains("Dry run: ") || outcome.out().contains("\"dry_run\":true,\"changed\":false"),
                outcome.out());
        assertEquals(before, Snapshot.of(play));
    }

    @Test
    void whereTheBootServiceIsNotEnabledThatIsSaid() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        Files.delete(play.at("/etc/systemd/system/multi-user.target.wants/vfnet.service"));
        Outcome outcome = play.vfnet("persist");
        assertTrue(
                outcome.out()
                        .endsWith("Saved. The boot service is not enabled here, so nothing applies it at the next "
                                + "boot: sudo"
                                + " vfnet install\n"),
                outcome.out());
        assertTrue(play.vfnet("persist", "--json").out().contains("\"boot_service_enabled\":false"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x550 | 2 | enp1s0f1 64 | must be a number from 0 to 63",
                "x550 | 2 | enp1s0f1 -1 | enp1s0f1",
                "x550 | 2 | enp1s0f1 four | must be a number from 0 to 63",
                "x550 | 2 | nosuch 4 | unknown port",
                "x550 | 2 | enp1s0f0v0 | is VF 0 of",
                "x550 | 2 | enp1s0f0 --remove enp1s0f1 | do not go together",
                "x550 | 2 | --remove enp1s0f0 --import x | do not go together",
                "x550 | 2 | --remove enp1s0f0 | is not saved; nothing is",
                "x550 | 1 | --import no-such-file | no-such-file cannot be read: No such file or directory",
                "x550 | 1 | --import tests | tests cannot be read: Is a directory",
                "no-sriov | 1 | enp3s0 1 | cannot create VFs",
                "connectx3 | 2 | 0000:04:00.0 | name one of them",
                "no-driver | 1 | 0000:3b:00.0 | cannot create VFs",
                "unreadable | 1 | enp1s0f1 2 | it is unknown how many VFs it supports: /sys"
            })
    void whatCannotBeSavedIsSaidInALineAndNothingIsWritten(String machine, int status, String words, String said) {
        SimulatedHost play = SimulatedHost.on(machine);
        Outcome outcome = play.vfnet(("persist " + words).split(" "));
        assertEquals(status, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains(said), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertFalse(Files.exists(new SavedFile(play).path()));
        assertNothingPerformed(play);
    }

    @Test
    void aFileWithAnErrorIsLeftToItsOwner() {
        SimulatedHost play = SimulatedHost.on("x550");
        String text = "{\"version\": 1, \"ports\": [{\"interface\": \"enp1s0f0\", \"vf_count\": 70000}]}";
        new SavedFile(play).write(text);
        for (String words :
                List.of("persist", "persist enp1s0f1 2", "persist --remove enp1s0f0", "persist --dry-run")) {
            Outcome outcome = play.vfnet(words.split(" "));
            assertEquals(1, outcome.status(), outcome.toString());
            assertEquals(1, outcome.err().lines().count(), outcome.err());
            assertTrue(
                    outcome.err()
                            .contains("line 1 (/ports/0/vf_count): must be a whole number from 0 to 65535; correct "
                                    + "it, or restore"
                                    + " config.json.last beside it"),
                    outcome.err());
            assertEquals(text, new SavedFile(play).text());
        }
    }

    @Test
    void fieldsWithoutEffectAreNamedAndKept() {
        SimulatedHost play = SimulatedHost.on("x550");
        new SavedFile(play).write("{\"version\": 1, \"ports\": [], \"comment\": \"mine\"}");
        Outcome outcome = play.vfnet("persist");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("line 1 (/comment): is no field that this vfnet knows"), outcome.err());
        assertEquals("mine", new SavedFile(play).document().get("comment").asString());
    }

    @Test
    void theFileMayLieElsewhere(@TempDir Path folder) throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        Path option = folder.resolve("by/option.json");
        Path variable = folder.resolve("by/variable.json");
        assertEquals(0, play.vfnet("persist", "--config", option.toString()).status());
        Host host = new Host(
                play.machine().view(),
                Map.of("VFNET_CONFIG", variable.toString()),
                OptionalInt::empty,
                Optional.of(play.kernel()),
                () -> false);
        assertEquals(0, Cli.run(host, "persist").status());
        assertEquals(Files.readString(option), Files.readString(variable));
        assertFalse(Files.exists(new SavedFile(play).path()));
        assertTrue(Cli.run(host, "list").out().contains("  3/63        3/63 "));
        assertTrue(Cli.run(host, "list", "--config", folder.resolve("none").toString())
                .out()
                .contains("  3/63        N/A "));
    }

    /** What is unpacked for one command is removed after it. */
    @Test
    void aCapturedMachinesFileIsNotSavedTo(@TempDir Path folder) {
        String file = Machines.file("x550").toString();
        Outcome outcome = Cli.run("--sysroot", file, "persist");
        assertEquals(2, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("capture --unpack") && !outcome.out().contains("Saved"), outcome.toString());
        assertEquals(0, Cli.run("--sysroot", file, "persist", "--dry-run").status());
        assertEquals(
                0,
                Cli.run(
                                "--sysroot",
                                file,
                                "persist",
                                "--config",
                                folder.resolve("c").toString())
                        .status());
        assertTrue(Files.exists(folder.resolve("c")));
    }
}
