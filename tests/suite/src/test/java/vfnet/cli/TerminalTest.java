// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.cli.host.Host;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.system.MachineView;

/** Tables fit a terminal and cut nothing that is to be copied; in a pipe they are whole. */
class TerminalTest {
    private static final Pattern WHOLE = Pattern.compile(
            "[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]|([0-9a-f]{2}:){5}[0-9a-f]{2}|enp1s0f[01](v[0-9]+)?"
                    + "|ixgbevf|vfio-pci");

    private static String inTerminal(int columns, String... words) {
        return Cli.inTerminal(columns, Machines.shipped("in-use"), words).out();
    }

    /** The words of a text that look so, each once. */
    private static Set<String> names(String text) {
        return WHOLE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 81, 100, 120, 131, 200})
    void everyLineFitsTheTerminal(int columns) {
        inTerminal(columns, "--color", "never")
                .lines()
                .forEach(line -> assertTrue(line.length() <= columns, line.length() + " > " + columns + ": " + line));
    }

    /** Nor is one broken over two lines. */
    @ParameterizedTest
    @ValueSource(ints = {1, 20, 40, 60, 79, 80, 100, 120, 200, 10_000})
    void noAddressInterfaceOrDriverIsCut(int columns) {
        assertEquals(
                names(Cli.on(Machines.shipped("in-use"), "list").out()),
                names(inTerminal(columns, "list", "--color", "never")));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 80, 100, 200})
    void everyVfShowsWhoUsesIt(int columns) {
        String list = inTerminal(columns, "--color", "never");
        assertEquals(2, list.split("\\bfree\n", -1).length - 1, list);
        assertTrue(list.contains("VM 104 opnsense") && list.contains("in bridge vmbr1"), list);
    }

    /** A VF of which not everything could be looked at is none of them. */
    @ParameterizedTest
    @MethodSource("vfnet.suite.Machines#names")
    void theSameVfsAreFreeAsInJson(String machine) throws IOException {
        MachineView view = Machines.shipped(machine);
        JsonNode document =
                new JsonMapper().readTree(Cli.on(view, "list", "--json").out());
        List<String> free = new ArrayList<>();
        for (String key : List.of("virtual_functions", "virtual_functions_without_pf")) {
            for (JsonNode vf : document.path(key)) {
                if (vf.path("in_use_by").isArray() && vf.path("in_use_by").isEmpty()) {
                    free.add(vf.path("pci_address").asString());
                }
            }
        }
        String[] words = {"list", "--color", "never"};
        assertEquals(
                free,
                Cli.inTerminal(200, view, words)
                        .out()
                        .lines()
                        .filter(line -> line.endsWith(" free"))
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .toList());
    }

    /** Where nothing is saved, the column would tell nothing; a file that cannot be read leaves it unknown. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x550-saved.json | enp1s0f0 .* differs",
                "no-such.json    | enp1s0f0 .* up",
                ".               | enp1s0f0 .* \\?"
            })
    void whatDiffersFromWhatIsSavedIsMarked(String file, String expected) {
        Path saved = Path.of("tests/suite/src/test/resources/vfnet/cli", file);
        String list = Cli.inTerminal(
                        120, Machines.shipped("x550"), "--config", saved.toString(), "list", "--color", "never")
                .out();
        assertTrue(list.lines().anyMatch(line -> line.strip().matches("0000:01:00\\.0  " + expected)), list);
    }

    /** What is left out is said, and can be had. */
    @Test
    void whatIsLeftOutIsNamed() {
        String narrow = inTerminal(80, "--color", "never");
        assertTrue(narrow.contains("Not shown: of PFs device_path,") && narrow.contains("; see --wide"), narrow);
        assertFalse(inTerminal(400).contains("Not shown"));
        assertEquals(Cli.on(Machines.shipped("in-use"), "--wide").out(), inTerminal(80, "--wide"));
        assertEquals(
                Cli.on(Machines.shipped("in-use"), "-o", "device_path,label").out(),
                inTerminal(40, "-o", "device_path,label"));
    }

    /** A terminal that has no COLUMNS in the environment is asked by a process of stty. */
    @ParameterizedTest
    @CsvSource({
        "list, 1",
        "list --json, 0",
        "list --wide, 0",
        "list -o vlan, 0",
        "mac enp1s0f0 4, 0",
        "show enp1s0f0, 0"
    })
    void theTerminalIsAskedForItsSizeOnceWhereItMatters(String line, int times) {
        int[] asked = {0};
        Host host = new Host(Machines.shipped("in-use"), Map.of(), () -> {
            asked[0]++;
            return OptionalInt.of(80);
        });
        assertEquals(0, Cli.run(host, line.split(" ")).status());
        assertEquals(times, asked[0]);
    }

    @Test
    void aPipeIsNeverWrapped() {
        assertEquals(
                18, Cli.on(Machines.shipped("x550"), "--wide").out().lines().count() + 3);
        assertTrue(Cli.on(Machines.shipped("x550"), "--wide").out().lines().anyMatch(line -> line.length() > 200));
    }

    @Test
    void jsonIsNeverWrapped() {
        assertEquals(Cli.on(Machines.shipped("in-use"), "--json").out(), inTerminal(80, "--json"));
    }

    @Test
    void noLineEndsInBlanks() {
        for (String output : List.of(inTerminal(80), inTerminal(80, "--wide"), inTerminal(500))) {
            output.lines().forEach(line -> assertEquals(line.stripTrailing(), line));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "=x=", "=abcdefghi=", "==========="})
    void anInterfaceNamedLikeARuleIsPrintedAsItIs(String name) throws IOException {
        String text = Machines.text("x550").replace("enp1s0f1", name);
        String row = Cli.on(Machines.of(text), "--no-header", "-o", "interface,driver")
                .out()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        assertEquals(name + " ixgbe", row.replaceAll(" +", " "));
    }
}
