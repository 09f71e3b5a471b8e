// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Unfit;
import vfnet.system.MachineView;

/** No name on the machine or the command line may move the cursor of the reader. */
class ControlCharactersTest {
    /** ESC, C1's CSI, DEL, BEL: in names of the machine's text, in JSON, and raw. */
    private static final String ESCAPED = "a\\x1b[2\\xc2\\x9b\\x7f\\x07";

    private static final String IN_JSON = "a\\u001b[2\\u009b\\u007f\\u0007";
    private static final String RAW = "a\u001b[2\u009b\u007f\u0007";

    static List<String> machines() {
        return Machines.names();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void noShippedMachineReachesTheTerminalRaw(String machine) {
        for (String form : List.of("--wide", "--json", "--no-header")) {
            Unfit.assertNone(machine + form, Cli.on(Machines.shipped(machine), "list", form));
        }
    }

    /** The machine of this name with one of its words replaced by control characters, wherever it stands. */
    private static MachineView poisoned(String machine, String word) throws IOException {
        String text = Machines.text(machine)
                .lines()
                .map(line -> line.startsWith("| ")
                        ? line.replace("\"" + word + "\"", "\"" + IN_JSON + "\"")
                                .replace("  " + word, "  " + RAW)
                        : line.replace(word, ESCAPED))
                .collect(Collectors.joining("\n", "", "\n"));
        return Machines.of(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x550 enp1s0f1",
                "x550 enp1s0f0v1",
                "x550 enp1s0f0",
                "x550 ixgbevf",
                "x550 vfio-pci",
                "x550 ixgbe",
                "x550 Ethernet",
                "x550 X550",
                "x550 auto",
                "connectx3 opnsense",
                "connectx3 kvm",
                "no-driver win11",
                "no-driver i40e",
                "igb-k61-vf1-vfio 802.1Q",
                "mlx5-switchdev mlx5_core"
            })
    void aPoisonedWordIsCleanedInEveryForm(String machineAndWord) throws IOException {
        String[] words = machineAndWord.split(" ");
        MachineView machine = poisoned(words[0], words[1]);
        for (String form : List.of("--wide", "--json", "--no-header", "no-such-port")) {
            Outcome list = Cli.on(machine, "list", form);
            Unfit.assertNone(machineAndWord + " " + form, list);
            assertEquals(form.equals("no-such-port") ? 2 : 0, list.status(), list.err());
        }
        assertFalse(
                Cli.on(machine, "list", "--wide")
                                .out()
                                .equals(Cli.on(Machines.shipped(words[0]), "list", "--wide")
                                        .out())
                        && !List.of("auto", "802.1Q").contains(words[1]),
                "the word is shown somewhere");
        Outcome json = Cli.on(machine, "--json");
        assertEquals(json.out().lines().count(), json.out().split("\n").length);
        ListSchema.read(json.out());
    }

    @Test
    void textThatTurnsTheDirectionOfWritingIsCleanedInTables() throws IOException {
        String text = Machines.text("x550").replace("X550 Virtual Function", "X550 \u202elautriV\u2066\u200f");
        Outcome list = Cli.on(Machines.of(text), "list");
        assertTrue(list.out().contains("X550 ?lautriV??"), list.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list~P",
                "P",
                "list~-o~P",
                "list~--P",
                "--sysroot~P",
                "capture~/no/P",
                "list~--json=P",
                "capture~--unpack~P~x",
                "capture~a~P",
                "-P"
            })
    void wordsOfTheCommandLineAreCleanedInErrors(String line) {
        for (String evil : List.of(RAW, "x\ny", "\u001b]0;pwn\u0007", "\r", "\u202e")) {
            Outcome outcome =
                    Cli.on(Machines.shipped("x550"), line.replace("P", evil).split("~"));
            assertTrue(outcome.status() == 1 || outcome.status() == 2, outcome.toString());
            assertEquals(1, outcome.err().lines().count(), outcome.err());
            Unfit.assertNone(line, outcome);
        }
    }

    @Test
    void aFolderWithAnEvilNameIsCleanedInWhatIsSaid(@TempDir Path folder) throws IOException {
        Path place = Files.createDirectory(folder.resolve("x\u001b[2Jy"));
        Unfit.assertNone("list", Cli.run("--sysroot", place.toString(), "list"));
        Outcome unpacked = Cli.run(
                "capture",
                "--unpack",
                Machines.file("no-cards").toString(),
                place.resolve("z").toString());
        assertEquals(0, unpacked.status(), unpacked.err());
        Unfit.assertNone("capture --unpack", unpacked);
        Outcome captured = Cli.on(
                Machines.shipped("no-cards"), "capture", place.resolve("c").toString());
        assertEquals(0, captured.status(), captured.err());
        Unfit.assertNone("capture", captured);
    }
}
