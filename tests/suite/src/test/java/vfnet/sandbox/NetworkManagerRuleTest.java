// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.cli.host.Host;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** {@code vfnet doctor --write-networkmanager-rule}: the file that it writes, and where it writes none. */
class NetworkManagerRuleTest {
    private static final String OPTION = "--write-networkmanager-rule";
    private static final String FOLDER = "/etc/NetworkManager/conf.d";
    private static final String FILE = FOLDER + "/90-vfnet.conf";

    private static SimulatedHost on(String machine) {
        return SimulatedHost.of(
                Machines.text(machine) + "\n[/etc/NetworkManager/system-connections]\n\n[/run/NetworkManager]\n");
    }

    private static Outcome write(SimulatedHost play) {
        return play.vfnet("doctor", OPTION);
    }

    @ParameterizedTest
    @CsvSource({
        "x550, driver:ixgbevf",
        "igb-sound, driver:igbvf",
        "no-driver, driver:i40evf;driver:iavf",
        "mlx5-switchdev, interface-name:enp65s0f0v*;interface-name:enp65s0f1v*",
        "connectx3, interface-name:enp4s0d1v*;interface-name:enp4s0v*"
    })
    void theRuleNamesTheVfsOfEveryPort(String machine, String specs) throws IOException {
        SimulatedHost play = on(machine);
        Outcome outcome = write(play);
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(
                "# Written by vfnet doctor --write-networkmanager-rule: NetworkManager leaves VFs alone.\n[keyfile]\n"
                        + "unmanaged-devices+=" + specs + "\n",
                Files.readString(play.at(FILE)));
        assertTrue(
                outcome.out().contains(FILE) && outcome.out().contains("systemctl reload NetworkManager"),
                outcome.out());
        try (Stream<Path> files = Files.list(play.at(FOLDER))) {
            assertEquals(1, files.count(), "no other file is left");
        }
        assertFalse(
                play.vfnet("doctor").out().contains("NetworkManager takes"),
                play.vfnet("doctor").out());
    }

    @Test
    void aVfThatIsCalledOtherwiseIsNamed() throws IOException {
        SimulatedHost play =
                SimulatedHost.of(Machines.text("connectx3").replace("enp4s0v1", "vm-dns") + "\n[" + FOLDER + "]\n");
        assertEquals(0, write(play).status());
        assertTrue(
                Files.readString(play.at(FILE)).contains("+=interface-name:=vm-dns;interface-name:enp4s0d1v*;"),
                Files.readString(play.at(FILE)));
    }

    @Test
    void itIsWrittenAnewAsOftenAsOneLikes() throws IOException {
        SimulatedHost play = on("igb-sound");
        assertTrue(
                play.vfnet("doctor").out().contains("NetworkManager takes VFs 0-2"),
                play.vfnet("doctor").out());
        write(play);
        String first = Files.readString(play.at(FILE));
        assertEquals(0, write(play).status());
        assertEquals(first, Files.readString(play.at(FILE)));
    }

    @Test
    void aFileOfSomebodyElseStays() throws IOException {
        SimulatedHost play = on("igb-sound");
        Files.createDirectories(play.at(FOLDER));
        Files.writeString(play.at(FILE), "[main]\n");
        Outcome outcome = write(play);
        assertEquals(1, outcome.status());
        assertEquals("vfnet: " + FILE + " is not vfnet's: move it away first\n", outcome.err());
        assertEquals("[main]\n", Files.readString(play.at(FILE)));
    }

    @Test
    void aLinkInItsPlaceIsNotFollowed() throws IOException {
        SimulatedHost play = on("igb-sound");
        Files.createDirectories(play.at(FOLDER));
        Files.writeString(play.at("/etc/victim"), "# Written by vfnet\n");
        Files.createSymbolicLink(play.at(FILE), play.at("/etc/victim"));
        assertEquals(1, write(play).status());
        assertEquals("# Written by vfnet\n", Files.readString(play.at("/etc/victim")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctor " + OPTION + " enp1s0f0", "doctor " + OPTION + " --json"})
    void itIsAboutTheWholeMachineAndPrintsNoReport(String line) {
        Outcome outcome = on("x550").vfnet(line.split(" "));
        assertEquals(2, outcome.status(), outcome.toString());
        assertEquals(1, outcome.err().lines().count());
    }

    @Test
    void whereThereIsNoNetworkManagerNothingIsWritten() {
        SimulatedHost play = SimulatedHost.on("x550");
        Outcome outcome = write(play);
        assertEquals(1, outcome.status());
        assertEquals("vfnet: /etc/NetworkManager is not there: NetworkManager is not installed\n", outcome.err());
        assertFalse(Files.exists(play.at("/etc/NetworkManager")));
    }

    @Test
    void whereNoPortCanHaveVfsThereIsNothingToWrite() {
        SimulatedHost play = on("no-sriov");
        assertEquals(1, write(play).status());
        assertFalse(Files.exists(play.at(FOLDER)));
    }

    @Test
    @Tag("slow")
    void whereTheFolderCannotBeWrittenTheUserIsTold(@TempDir Path folder) throws Exception {
        SimulatedMachine machine = SimulatedMachine.create(Machines.file("other-tools"), folder.resolve("machine"));
        Path readOnly = Files.createDirectory(folder.resolve("read-only"));
        mount("--bind", folder.resolve("machine").toString(), readOnly.toString());
        try {
            mount("-o", "remount,bind,ro", readOnly.toString());
            Outcome outcome = Cli.run(
                    new Host(
                            SimulatedMachine.open(readOnly).view(),
                            Map.of(),
                            OptionalInt::empty,
                            Optional.of(machine.kernel()),
                            () -> false),
                    "doctor",
                    OPTION);
            assertEquals(4, outcome.status(), outcome.toString());
            assertEquals("vfnet: " + FILE + " may not be written; run vfnet as root\n", outcome.err());
        } finally {
            assertEquals(
                    0, new ProcessBuilder("umount", readOnly.toString()).start().waitFor());
        }
    }

    private static void mount(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(words));
        assertEquals(0, new ProcessBuilder(command).start().waitFor(), command.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x550", "other-tools"})
    void aCapturedMachineIsNeverChanged(String machine) {
        for (Outcome outcome : List.of(
                Cli.run("--sysroot", Machines.file(machine).toString(), "doctor", OPTION),
                Cli.on(Machines.shipped(machine), "doctor", OPTION))) {
            assertEquals(2, outcome.status(), outcome.toString());
            assertTrue(outcome.err().contains("snapshot"), outcome.err());
        }
    }
}
