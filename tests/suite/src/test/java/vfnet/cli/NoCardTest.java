// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** {@code list} on a machine without SR-IOV cards: it says what to do. */
class NoCardTest {
    private static final String HINT = "vfnet: no SR-IOV capable card found; try vfnet doctor\n";

    @ParameterizedTest
    @CsvSource({"no-cards, list", "no-cards, list --no-header", "no-sriov, list", "no-sriov, list --wide"})
    void aListWithoutAnSriovCardSaysSo(String machine, String line) {
        Outcome outcome = Cli.on(Machines.shipped(machine), line.split(" "));
        assertEquals(0, outcome.status());
        assertEquals(HINT, outcome.err());
    }

    @ParameterizedTest
    @CsvSource({"no-cards, list --json", "no-sriov, list --json", "x550, list", "no-vfs, list", "guest, list"})
    void jsonAndAListWithOneDoNot(String machine, String line) {
        assertEquals("", Cli.on(Machines.shipped(machine), line.split(" ")).err());
    }
}
