// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.cli.text.ListColumns;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** Invalid command lines: one line that says what, where and what is allowed; exit status 2. */
class UsageTest {
    private static final String X550 = Machines.file("x550").toString();

    private static Outcome list(String... words) {
        String[] line = new String[words.length + 3];
        line[0] = "--sysroot";
        line[1] = X550;
        line[2] = "list";
        System.arraycopy(words, 0, line, 3, words.length);
        return Cli.run(line);
    }

    private static void assertOneLine(int status, Outcome outcome, String... said) {
        assertEquals(status, outcome.status(), outcome.toString());
        assertEquals("", outcome.out());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertTrue(outcome.err().startsWith("vfnet: "), outcome.err());
        assertFalse(outcome.err().contains("Exception"), outcome.err());
        assertAll(java.util.Arrays.stream(said)
                .map(text ->
                        () -> assertTrue(outcome.err().contains(text), "'" + text + "' is not in: " + outcome.err())));
    }

    @Test
    void anUnknownPortIsAnsweredWithThePorts() {
        assertOneLine(2, list("enp9s0"), "'enp9s0'", "enp1s0f0 (0000:01:00.0)", "enp1s0f1 (0000:01:00.1)");
        assertOneLine(2, list("enp1s0f0", "0000:01:00.7"), "'0000:01:00.7'", "enp1s0f1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"enp1s0f0v1", "0000:02:10.2", "02:10.2"})
    void aVfIsShownAloneUnderItsPort(String vf) {
        Outcome outcome = list("--no-header", "-o", "pci_address", vf);
        assertEquals("0000:01:00.0\n0000:02:10.2\n", outcome.out().replaceAll(" +", ""), outcome.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc", "/sys/class/net/enp1s0f0", "", " ", "enp1s0f0/..", "0000:01:00", "\u0000"})
    void whatIsNoNameIsNoPortEither(String word) {
        assertOneLine(2, list(word), "unknown port, VF or label '", "there are enp1s0f0");
    }

    @ParameterizedTest
    @CsvSource({
        "list enp1sof1, enp1s0f1",
        "show enp1s0f0v12, enp1s0f0v1",
        "tree 0000:0l:00.1, 0000:01:00.1",
        "set enp1s0fo 4 --dry-run, enp1s0f0",
        "mac enp1s0f, enp1s0f0",
        "persist enps0f1 --dry-run, enp1s0f1"
    })
    void aNameThatIsAlmostRightIsSuggested(String line, String meant) {
        Outcome outcome = Cli.on(Machines.shipped("x550"), line.split(" "));
        assertOneLine(2, outcome, "; did you mean '" + meant + "'? ", "; see vfnet list");
    }

    /** A guess would be no help: every port could be meant. */
    @Test
    void aNameThatIsFarFromAllIsNot() {
        assertFalse(list("nobody").err().contains("did you mean"));
    }

    @Test
    void aMachineWithoutPortsSaysSo() {
        assertOneLine(
                2,
                Cli.run("--sysroot", Machines.file("no-cards").toString(), "list", "eth0"),
                "this machine has none; see vfnet doctor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bandwidth", "interface,bandwidth", "interface,,speed", ",", ""})
    void anUnknownColumnIsAnsweredWithTheColumns(String columns) {
        assertOneLine(2, list("-o", columns), ListColumns.keys().toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"speeed, speed", "vf_indx, vf_index", "Mac-Address, mac_address", "drivers, driver"})
    void aMistypedColumnIsAnsweredWithTheClosest(String column, String closest) {
        assertOneLine(
                2,
                list("-o", "interface," + column),
                "unknown column '" + column + "'; did you mean '" + closest + "'?");
    }

    @ParameterizedTest
    @CsvSource({
        "list --jsn, --json",
        "set enp1s0f0 4 --dryrun, --dry-run",
        "vf enp1s0f0 0 --spoofcheck on, --spoof-check",
        "list --colums=speed, --columns",
        "--sysrot=/x, --sysroot"
    })
    void aMistypedOptionIsAnsweredWithTheClosest(String line, String closest) {
        assertOneLine(2, Cli.run(line.split(" ")), "unknown option '--", "'; did you mean '" + closest + "'?");
    }

    /** An option of another command is no misspelling of one of this. */
    @ParameterizedTest
    @ValueSource(strings = {"list --vlan 5", "diff --driver none", "list -x"})
    void nothingIsGuessed(String line) {
        assertFalse(Cli.run(line.split(" ")).err().contains("did you mean"), line);
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheCommands() {
        assertOneLine(2, Cli.run("enp1s0f0"), "unknown command 'enp1s0f0'; ", "list", "capture");
    }

    @ParameterizedTest
    @CsvSource({"lst, list", "lis, list", "LIST, list", "presist, persist", "docter, doctor"})
    void aMistypedCommandIsAnsweredWithTheClosest(String word, String closest) {
        assertOneLine(2, Cli.run(word), "unknown command '" + word + "'; did you mean '" + closest + "'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "set | 'PORT', as in 'vfnet set enp1s0f0 4'; see",
                "mac | 'PORT', as in 'vfnet mac enp1s0f0 4'; see",
                "export | as in 'vfnet export --to netplan'; see",
                "set enp1s0f0 4 --timeout | '--timeout' (SECONDS); see"
            })
    void aMissingParameterIsNamedAndShownInAnExample(String line, String said) {
        assertOneLine(2, Cli.run(line.split(" ")), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--jsn", "-x", "--json=yes", "-jo", "--columns", "--sysroot", "--unpack"})
    void anUnknownOrUnfinishedOptionIsNamed(String option) {
        assertOneLine(2, Cli.run("list", option), option.replaceAll("=.*", ""));
        assertOneLine(2, Cli.run(option), option.replaceAll("=.*", ""));
    }

    @Test
    void anOptionOfAnotherCommandIsRefused() {
        assertOneLine(2, Cli.run("--json", "capture"), "--json");
        assertOneLine(2, Cli.run("capture", "--json"), "--json");
        assertOneLine(2, Cli.run("list", "--keep-addresses"), "--keep-addresses");
    }

    @Test
    void anOptionIsNotGivenTwice() {
        assertOneLine(2, list("-o", "driver", "--columns", "interface"), "--columns");
        assertOneLine(2, list("--json", "--json"), "--json");
    }

    @Test
    void aThirdWordAfterCaptureIsTooMuch() {
        assertOneLine(2, Cli.run("capture", "a", "b"), "b");
        assertOneLine(2, Cli.run("capture", "--unpack", X550), "DIR");
    }

    @Test
    void aPortMayBeCalledByNameByAddressOrByShortAddress() {
        Outcome byName = list("enp1s0f1");
        assertEquals(0, byName.status());
        assertTrue(
                byName.out().contains("1 physical NIC detected") && byName.out().contains("0 VF network devices"));
        assertEquals(byName.out(), list("0000:01:00.1").out());
        assertEquals(byName.out(), list("01:00.1").out());
        assertEquals(list().out(), list("enp1s0f1", "enp1s0f0", "enp1s0f0").out());
    }
}
