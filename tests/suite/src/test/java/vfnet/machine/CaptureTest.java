// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.X550;
import vfnet.system.MachineView;

/** A snapshot shows what the machine showed, and nothing private. */
class CaptureTest {

    static List<String> machines() {
        return Machines.names();
    }

    private static String captured(MachineView machine, String... words) {
        String[] line = new String[words.length + 1];
        line[0] = "capture";
        System.arraycopy(words, 0, line, 1, words.length);
        Outcome capture = Cli.on(machine, line);
        assertEquals(0, capture.status(), capture.err());
        return capture.out();
    }

    private static void assertListsTheSame(MachineView expected, MachineView actual) {
        for (String form : List.of("--wide", "--json")) {
            assertEquals(
                    Cli.on(expected, "list", form).out(),
                    Cli.on(actual, "list", form).out());
            assertEquals(
                    Cli.on(expected, "list", form).err(),
                    Cli.on(actual, "list", form).err());
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aCaptureListsAsTheMachineDoes(String name) throws IOException {
        MachineView machine = Machines.shipped(name);
        assertListsTheSame(machine, Machines.of(captured(machine, "--keep-addresses")));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aCaptureOfACaptureIsTheSameText(String name) throws IOException {
        String first = captured(Machines.shipped(name), "--keep-addresses");
        assertEquals(first, captured(Machines.of(first), "--keep-addresses"));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aCaptureIsTextThatIsReadWithoutComplaint(String name) throws IOException {
        String text = captured(Machines.shipped(name));
        assertEquals(text, MachineFile.text(Machines.parsed(text)));
    }

    @Test
    void aFolderOnDiskIsCapturedAsTheMachineInMemoryIs(@TempDir Path folder) throws IOException {
        Path unpacked = folder.resolve("x550");
        MachineFolder.unpack(MachineFile.read(Machines.file("x550")), unpacked);
        Path file = folder.resolve("again.machine");
        Outcome capture = Cli.run("--sysroot", unpacked.toString(), "capture", "--keep-addresses", file.toString());
        assertEquals(0, capture.status(), capture.err());
        assertEquals("", capture.out());
        assertTrue(capture.err().startsWith("vfnet: wrote " + file), capture.err());
        assertEquals(captured(Machines.shipped("x550"), "--keep-addresses"), Files.readString(file));
    }

    /** As in Debian's pci.ids, in the middle of Intel's cards. */
    @Test
    void aCommentAmongAVendorsCardsHidesNoneOfThem() throws IOException {
        MachineView machine = Machines.copy("x550");
        Path names = Machines.place(machine, "/usr/share/misc/pci.ids");
        Files.writeString(names, Files.readString(names).replace("\t1563", "# a note on the next card\n\t1563"));
        assertListsTheSame(machine, Machines.of(captured(machine, "--keep-addresses")));
    }

    @Test
    void theCountOfVfsIsNeverCaptured() throws IOException {
        MachineView machine = Machines.copy("x550");
        Files.writeString(Machines.place(machine, X550.PORT + "/sriov_numvfs"), "3\n");
        assertFalse(captured(machine).contains("numvfs"));
    }

    @Test
    void secretsOfAVirtualMachinesCommandLineAreNotCaptured() throws IOException {
        MachineView machine = Machines.copy("connectx3");
        Path process = process(machine);
        String secrets = String.join(
                        "\0",
                        "/usr/bin/kvm",
                        "-object",
                        "secret,id=s0,data=Geheim",
                        "-id",
                        "104",
                        "-vnc",
                        "unix:/x,password=hunter2",
                        "-name",
                        "opnsense,debug-threads=on",
                        "-drive",
                        "file=rbd:key=AQBsecret",
                        "hunter3")
                + "\0";
        Files.writeString(process.resolve("cmdline"), secrets);
        Files.writeString(process.resolve("environ"), "TOKEN=hunter4\0");
        String text = captured(machine);
        assertTrue(text.contains("opnsense") && text.contains("104"), "the VM's name and number are kept");
        for (String secret : List.of("hunter", "Geheim", "AQB", "password", "environ")) {
            assertFalse(text.contains(secret), secret);
        }
        assertTrue(Cli.on(Machines.of(text), "--wide").out().contains("VM 104 opnsense"));
    }

    private static Path process(MachineView machine) throws IOException {
        try (var processes = Files.newDirectoryStream(machine.sysroot().processes(), "[1-9]*")) {
            for (Path process : processes) {
                Path commandLine = process.resolve("cmdline");
                if (Files.exists(commandLine) && Files.readString(commandLine).contains("opnsense")) {
                    return process;
                }
            }
        }
        throw new AssertionError("connectx3 has a VM");
    }

    @Test
    void onlyOptionsThatBearOnSriovAreKeptOfTheKernelsCommandLine() throws IOException {
        MachineView machine = Machines.copy("x550");
        Files.writeString(
                Machines.place(machine, "/proc/cmdline"), "root=/dev/sda quiet intel_iommu=on token=hunter2\n");
        String text = captured(machine);
        assertTrue(text.contains("cmdline = intel_iommu=on\n"), "kept");
        assertFalse(text.contains("hunter2") || text.contains("sda"), "not kept");
    }

    @Test
    void whatIsNoMachineIsNotCaptured(@TempDir Path folder) {
        Outcome capture = Cli.run("--sysroot", folder.toString(), "capture");
        assertEquals(1, capture.status());
        assertEquals("", capture.out());
        assertEquals(1, capture.err().lines().count());
    }

    @Test
    void aFileThatCannotBeWrittenIsOneLine(@TempDir Path folder) throws IOException {
        Path full = Files.createDirectory(folder.resolve("directory"));
        for (String place : List.of("/dev/full", full.toString(), folder + "/no/such/file")) {
            Outcome capture = Cli.on(Machines.shipped("x550"), "capture", place);
            assertEquals(1, capture.status(), place);
            assertEquals(1, capture.err().lines().count(), capture.err());
            assertTrue(capture.err().contains(place) && !capture.err().contains("java."), capture.err());
        }
    }
}
