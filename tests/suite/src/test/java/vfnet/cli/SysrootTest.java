// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.cli.host.Host;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** {@code --sysroot} and VFNET_SYSROOT: one line and exit status 1 when they name no machine. */
class SysrootTest {
    @TempDir
    private Path folder;

    private static void assertRefused(Outcome outcome, String... said) {
        assertEquals(1, outcome.status(), outcome.toString());
        assertEquals("", outcome.out());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        for (String text : said) {
            assertTrue(outcome.err().contains(text), "'" + text + "' is not in: " + outcome.err());
        }
        assertFalse(outcome.err().contains("java."), "an error for people names no class: " + outcome.err());
    }

    private Outcome withText(String text) throws IOException {
        Path file = folder.resolve("bad.machine");
        Files.writeString(file, text);
        return Cli.run("--sysroot", file.toString(), "list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no/such/place", "pom.xml/below-a-file", "pom.xml", "tests", "", "\u0000", "/dev/null"})
    void whatIsNoMachineIsRefusedInOneLine(String place) {
        assertRefused(Cli.run("--sysroot", place, "list"));
        assertRefused(Cli.run("--sysroot", place, "capture"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no/such/place", "pom.xml", "tests"})
    void theErrorNamesThePlace(String place) {
        assertRefused(Cli.run("--sysroot", place, "list"), place);
    }

    @Test
    void bytesThatAreNoTextAreNoMachine() throws IOException {
        Path file = folder.resolve("binary");
        Files.write(file, new byte[] {(byte) 0xff, 0, 1, 2, (byte) 0x80});
        assertRefused(Cli.run("--sysroot", file.toString(), "list"), "not a snapshot");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "class 0x02; line 3",
                "[/sys; line 3",
                "[sys]; line 3",
                "[/sys/]; line 3",
                "[/sys/../etc]; line 3",
                "[/sys]~a; line 4",
                "[/sys]~a = \\q; line 4",
                "[/sys]~a = \\x1; line 4",
                "[/sys]~a ! EWHAT; line 4",
                "[/sys]~a -> /etc; line 4",
                "[/sys]~a -> ../../etc; line 4",
                "[/sys]~a/b = 1; line 4",
                "[/sys]~.. = 1; line 4",
                "[/sys]~a = 1~a = 2; line 5",
                "[file /sys/a]~x; line 4",
                "[file sys/a]; line 3",
                "[ip -json -details link show]~x; line 4",
                "[ip -json -details link show]~! many; line 4",
                "[ip link delete]; line 3",
                "[/sys]~a\\x00b = 1; line 4"
            })
    void aWrongTextIsRefusedByLine(String lines, String where) throws IOException {
        assertRefused(withText("# vfnet machine 1\n\n" + lines.replace('~', '\n') + "\n"), where);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# vfnet machine 2\n[/sys]\n", "[/sys]\n", "# vfnet machine 10\n"})
    void anotherOrNoVersionIsRefused(String text) throws IOException {
        assertRefused(withText(text), "# vfnet machine 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[/sys]~a = 1~[/sys/a]~b = 2", "[/sys]~b -> c~[/sys/b]~", "[/sys/b]~[/sys]~b ! EIO"})
    void aTextThatNoTreeCanHoldIsRefusedInOneLine(String lines) throws IOException {
        Outcome outcome = withText("# vfnet machine 1\n[/sys/class/net]\n" + lines.replace('~', '\n') + "\n");
        if (outcome.status() != 0) {
            assertRefused(outcome);
        }
        assertTrue(outcome.err().lines().count() < 3, outcome.err());
        assertFalse(outcome.err().contains("internal error"), outcome.err());
    }

    @Test
    void aNameThatNoFileSystemTakesIsRefusedInOneLine() throws IOException {
        assertRefused(withText("# vfnet machine 1\n[/sys]\n" + "a".repeat(300) + " = 1\n"));
        assertRefused(withText("# vfnet machine 1\n[/sys" + "/a".repeat(5000) + "]\n"));
    }

    @Test
    void theVariableNamesAMachineAndTheOptionWins() {
        String x550 = Machines.file("x550").toString();
        String noCards = Machines.file("no-cards").toString();
        Host host = new Host(Cli.NOWHERE, Map.of("VFNET_SYSROOT", x550), OptionalInt::empty);
        assertEquals(Cli.run("--sysroot", x550).out(), Cli.run(host).out());
        assertEquals(
                Cli.run("--sysroot", noCards).out(),
                Cli.run(host, "--sysroot", noCards).out());
    }

    @Test
    void anEmptyVariableIsNone() {
        Host host = new Host(Cli.NOWHERE, Map.of("VFNET_SYSROOT", ""), OptionalInt::empty);
        assertRefused(Cli.run(host, "list"), "neither a host nor a snapshot");
    }

    @Test
    void aFileIsUnpackedIntoAPrivateFolderThatGoes() throws IOException {
        long before = temporaryFolders();
        Cli.run("--sysroot", Machines.file("x550").toString());
        withText("# vfnet machine 1\n[/sys/a/b]\nl -> ../..\n[/sys]\nm -> a/b/l/../../etc\n");
        assertEquals(before, temporaryFolders());
    }

    private static long temporaryFolders() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("vfnet-"))
                    .count();
        }
    }

    @Test
    void onlyDebugPrintsATrace() {
        assertFalse(Cli.run("--sysroot", "no/such/place").err().contains("    at "));
        assertTrue(Cli.run("--sysroot", "no/such/place", "--debug").err().contains("    at vfnet.cli"));
    }
}
