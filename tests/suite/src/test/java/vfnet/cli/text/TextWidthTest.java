// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.system.MachineView;

/** Columns of a terminal, and tables whose columns stand below each other whatever a VM is called. */
class TextWidthTest {

    @ParameterizedTest
    @CsvSource({"opnsense,8", "ルーター,8", "e\u0301t\u0301e\u0301,3", "été,3", "防火墙 1,8", "🔥wall,6", "├─,2"})
    void aTextTakesTheColumnsThatATerminalGivesIt(String text, int columns) {
        assertEquals(columns, TextWidth.of(text));
        assertEquals(columns, TextWidth.filled(text).length());
    }

    @ParameterizedTest
    @CsvSource({"opnsense,8,opnsense", "opnsense,5,opns…", "ルーター,5,ルー…", "ルーター,6,ルー…", "🔥🔥🔥,4,🔥…"})
    void whatIsCutEndsBeforeACharacterThatDoesNotFit(String text, int room, String shown) {
        assertEquals(shown, TextWidth.shortened(text, room));
    }

    private static MachineView withVm(String name) throws IOException {
        return Machines.of(Machines.text("in-use").replace("opnsense", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ルーター", "cafe\u0301", "🔥wall"})
    void theColumnsOfAListStandBelowEachOther(String name) throws IOException {
        List<String> lines = Cli.inTerminal(200, withVm(name), "--color", "never", "list")
                .out()
                .lines()
                .filter(line -> line.startsWith("0000:02:"))
                .toList();
        String vm = lines.stream()
                .filter(line -> line.contains("VM 104"))
                .findFirst()
                .orElseThrow();
        String other = lines.getFirst();
        assertTrue(TextWidth.of(vm.substring(0, vm.indexOf("VM 104"))) == other.indexOf("free"), vm + "\n" + other);
    }

    @Test
    void theTreeHasNoFiller() throws IOException {
        String tree = Cli.inTerminal(60, withVm("ルーター"), "tree").out();
        assertTrue(tree.contains("VM 104 ルーター"), tree);
    }
}
