// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.cli.host.Host;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** When there are colours, and that they add nothing to the words. */
class ColorTest {
    private static String list(boolean inTerminal, Map<String, String> environment, String... words) {
        Host host = new Host(
                Machines.shipped("in-use"), environment, () -> inTerminal ? OptionalInt.of(100) : OptionalInt.empty());
        return Cli.run(host, words).out();
    }

    private static Map<String, String> environment(String assignment) {
        String[] parts = Optional.ofNullable(assignment).orElse("TERM=xterm").split("=", 2);
        return Map.of(parts[0], parts[1]);
    }

    @ParameterizedTest
    @CsvSource({
        "true, , auto, true",
        "true, , never, false",
        "true, NO_COLOR=1, auto, false",
        "true, NO_COLOR=, auto, true",
        "true, NO_COLOR=1, always, true",
        "true, TERM=dumb, auto, false",
        "true, TERM=dumb, always, true",
        "true, CLICOLOR_FORCE=1, never, false",
        "false, CLICOLOR_FORCE=1, auto, false",
        "false, , auto, false"
    })
    void theListHasColours(boolean inTerminal, String assignment, String option, boolean colored) {
        assertEquals(
                colored,
                list(inTerminal, environment(assignment), "list", "--color", option)
                        .contains("\033["));
    }

    @Test
    void withoutColoursTheWordsAreTheSame() {
        assertEquals(
                list(true, Map.of(), "list", "--color", "never"),
                list(true, Map.of(), "list", "--color", "always").replaceAll("\033\\[[0-9]*m", ""));
    }

    @Test
    void aFreeVfIsGreenAndOneInUseIsNot() {
        String list = list(true, Map.of());
        assertTrue(list.contains("\033[32mfree\033[0m") && list.contains("\033[33mVM 104 opnsense\033[0m"), list);
    }

    @Test
    void jsonHasNone() {
        assertFalse(list(true, Map.of("CLICOLOR_FORCE", "1"), "list", "--json", "--color", "always")
                .contains("\033"));
    }

    @Test
    void anotherValueIsRefused() {
        Outcome refused = Cli.run("list", "--color", "blue");
        assertEquals(2, refused.status());
        assertEquals("vfnet: --color is auto, always or never, and not 'blue'\n", refused.err());
    }
}
