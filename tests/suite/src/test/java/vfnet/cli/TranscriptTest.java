// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import vfnet.machine.MachineFile;
import vfnet.suite.Cli;
import vfnet.suite.Expected;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Transcript;

/** Every machine's listing, compared with a transcript. */
@Tag("slow")
class TranscriptTest {

    static List<String> machines() {
        return Machines.names();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aMachineListsAsItsTranscriptSays(String machine) throws IOException {
        List<String> commands = Transcript.commands(machine);
        assertFalse(commands.isEmpty(), "no '$ vfnet' line in " + Transcript.file(machine));
        Expected.assertIs(Transcript.file(machine), Transcript.replay(commands));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyCommandOfATranscriptLooksAtItsOwnMachine(String machine) throws IOException {
        for (String command : Transcript.commands(machine)) {
            assertTrue(command.contains("--sysroot " + Machines.file(machine) + " "), command);
        }
    }

    @Test
    void everyTranscriptHasAMachine() throws IOException {
        try (Stream<Path> files = Files.list(Transcript.FOLDER)) {
            assertEquals(
                    Machines.names().stream().map(Transcript::file).collect(Collectors.toSet()),
                    files.collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aFileAFolderAndAMachineInMemoryListTheSame(String machine, @TempDir Path folder) throws IOException {
        Path unpacked = folder.resolve("machine");
        assertEquals(
                0,
                Cli.run("capture", "--unpack", Machines.file(machine).toString(), unpacked.toString())
                        .status());
        for (String form : List.of("--wide", "--json")) {
            Outcome file = Cli.run("--sysroot", Machines.file(machine).toString(), "list", form);
            assertEquals(0, file.status());
            assertSame(file, Cli.run("--sysroot", unpacked.toString(), "list", form));
            assertSame(file, Cli.on(Machines.inMemory(MachineFile.read(Machines.file(machine))), "list", form));
        }
    }

    private static void assertSame(Outcome expected, Outcome actual) {
        assertEquals(expected.err(), actual.err());
        assertEquals(expected.out(), actual.out());
        assertArrayEquals(expected.stdout(), actual.stdout());
        assertEquals(expected.status(), actual.status());
    }

    @Test
    void bareVfnetIsList() {
        String sysroot = Machines.file("x550").toString();
        assertSame(Cli.run("--sysroot", sysroot, "list"), Cli.run("--sysroot", sysroot));
    }
}
