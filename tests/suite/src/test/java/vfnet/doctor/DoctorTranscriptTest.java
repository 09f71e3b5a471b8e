// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.machine.MachineFile;
import vfnet.suite.Cli;
import vfnet.suite.Expected;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Transcript;

/** The report of {@code vfnet doctor} on every machine, compared with a transcript. */
@Tag("slow")
class DoctorTranscriptTest {
    private static final Path FOLDER = Path.of("tests/expected/doctor");
    private static final String PROMPT = "$ vfnet ";

    static List<String> machines() {
        return Machines.names();
    }

    private static Path file(String machine) {
        return FOLDER.resolve(machine + ".txt");
    }

    private static List<String> commands(String machine) throws IOException {
        return Files.notExists(file(machine))
                ? List.of(PROMPT + "--sysroot " + Machines.file(machine) + " doctor")
                : Files.readAllLines(file(machine)).stream()
                        .filter(line -> line.startsWith(PROMPT))
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aMachineIsExaminedAsItsTranscriptSays(String machine) throws IOException {
        List<String> commands = commands(machine);
        assertFalse(commands.isEmpty(), "no '$ vfnet' line in " + file(machine));
        commands.forEach(command ->
                assertTrue(command.startsWith(PROMPT + "--sysroot " + Machines.file(machine) + " doctor"), command));
        Expected.assertIs(file(machine), Transcript.replay(commands));
    }

    @Test
    void everyTranscriptHasAMachine() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertEquals(
                    Machines.names().stream().map(DoctorTranscriptTest::file).collect(Collectors.toSet()),
                    files.collect(Collectors.toSet()));
        }
    }

    @Test
    void theUserGuideShowsARealReport() throws IOException {
        String report = Cli.on(Machines.shipped("proxmox-iommu"), "doctor").out();
        assertTrue(
                Files.readString(Path.of("docs/user-guide.md"))
                        .contains("\n$ vfnet doctor\n" + report.substring(0, report.indexOf("\nChecked:")) + "```\n"),
                report);
    }

    /** Healthy machines: no finding may ever appear on them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "igb-sound",
                "igb-k61-before",
                "igb-k61-4vfs",
                "igb-k61-vf1-vfio",
                "igb-k612-before",
                "igb-k612-4vfs",
                "igb-k612-vf1-vfio",
                "x550",
                "x550-63vfs",
                "in-use",
                "bond",
                "renamed"
            })
    void aSoundMachineIsSaidToBeSoAndWhatWasLookedAt(String machine) {
        Outcome doctor = Cli.on(Machines.shipped(machine), "doctor");
        assertEquals(0, doctor.status(), doctor.toString());
        assertTrue(doctor.out().startsWith("No problems found.\n\nChecked:\n"), doctor.out());
        assertEquals(
                19, doctor.out().lines().filter(line -> line.startsWith("   ")).count(), doctor.out());
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aFileAFolderAndAMachineInMemoryAreExaminedAlike(String machine, @TempDir Path folder) throws IOException {
        Path unpacked = folder.resolve("machine");
        assertEquals(
                0,
                Cli.run("capture", "--unpack", Machines.file(machine).toString(), unpacked.toString())
                        .status());
        Outcome file = Cli.run("--sysroot", Machines.file(machine).toString(), "doctor", "--json");
        assertEquals(
                file.toString(),
                Cli.run("--sysroot", unpacked.toString(), "doctor", "--json").toString());
        assertEquals(
                file.toString(),
                Cli.on(Machines.inMemory(MachineFile.read(Machines.file(machine))), "doctor", "--json")
                        .toString());
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aCaptureIsExaminedAsTheMachineIs(String machine) throws IOException {
        Outcome capture = Cli.on(Machines.shipped(machine), "capture", "--keep-addresses");
        String expected = Cli.on(Machines.shipped(machine), "doctor").toString();
        boolean older = !Machines.text(machine).contains("\n[/run]");
        assertEquals(
                older ? withoutConfiguration(expected) : expected,
                withoutConfiguration(
                        Cli.on(Machines.of(capture.out()), "doctor").toString(), older));
    }

    /**
     * A capture of a machine that is a snapshot of an older version has no configuration, and records that it searched.
     */
    private static String withoutConfiguration(String report) {
        return report.replaceAll("(?m)^   (other tools|NetworkManager|vfnet.service): .*\n", "");
    }

    private static String withoutConfiguration(String report, boolean older) {
        return older ? withoutConfiguration(report) : report;
    }
}
