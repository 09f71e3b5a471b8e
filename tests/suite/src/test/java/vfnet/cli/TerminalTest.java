// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Cli;
import vfnet.suite.Machines;

/** Tables fit a terminal and lose nothing; in a pipe they are not wrapped. */
class TerminalTest {

    private static String inTerminal(int columns, String... words) {
        return Cli.inTerminal(columns, Machines.shipped("x550"), words).out();
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 120, 131, 200})
    void everyLineFitsTheTerminal(int columns) {
        inTerminal(columns)
                .lines()
                .forEach(line -> assertTrue(line.length() <= columns, line.length() + " > " + columns + ": " + line));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 80, 100, 120, 131, 200})
    void whatIsWrappedIsNotLost(int columns) {
        assertEquals(cells(Cli.on(Machines.shipped("x550"), "list").out()), cells(inTerminal(columns, "list")));
        assertEquals(cells(Cli.on(Machines.shipped("x550"), "--wide").out()), cells(inTerminal(columns, "--wide")));
    }

    /** The cells of each column of each table, all lines joined, without blanks. */
    private static List<String> cells(String output) {
        List<String> cells = new ArrayList<>();
        for (String table : output.split("(?m)^.F Network Devices:\n")) {
            List<String> lines = table.lines().toList();
            lines.stream().filter(line -> line.startsWith("==")).findFirst().ifPresent(rule -> {
                Matcher column = Pattern.compile("=+").matcher(rule);
                while (column.find()) {
                    cells.add(column(lines, column.start(), column.end()));
                }
            });
        }
        return cells;
    }

    private static String column(List<String> lines, int start, int end) {
        StringBuilder text = new StringBuilder();
        lines.stream()
                .filter(line -> !line.startsWith("==") && line.length() > start)
                .forEach(line -> text.append(line, start, Math.min(end, line.length())));
        return text.toString().replace(" ", "");
    }

    @Test
    void aWideTerminalWrapsNothing() {
        assertEquals(Cli.on(Machines.shipped("x550"), "list").out(), inTerminal(500, "list"));
    }

    @Test
    void aPipeIsNeverWrapped() {
        assertEquals(
                18, Cli.on(Machines.shipped("x550"), "--wide").out().lines().count() + 3);
        assertTrue(Cli.on(Machines.shipped("x550"), "--wide").out().lines().anyMatch(line -> line.length() > 200));
    }

    @Test
    void jsonIsNeverWrapped() {
        assertEquals(Cli.on(Machines.shipped("x550"), "--json").out(), inTerminal(80, "--json"));
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
