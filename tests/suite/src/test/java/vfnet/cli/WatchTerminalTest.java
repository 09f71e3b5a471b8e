// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.conventions.Image;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** {@code vfnet watch} of the image on a real terminal: it takes it over, and gives it back as it was. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class WatchTerminalTest {
    private static final String OTHER_SCREEN = "\033[?1049h";
    private static final String FORMER_SCREEN = "\033[?1049l";

    /**
     * A line of shell on a terminal of 24 lines and 80 columns, and the keys that are typed after three seconds, one
     * each second. What is typed before the screen is there is lost, so a key is typed until it has taken effect.
     */
    private static Outcome typed(String keys, String term, String line) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "VFNET",
                Image.command(Image.HOME) + " --sysroot "
                        + Machines.file("in-use").toAbsolutePath(),
                "TERM",
                term,
                "KEYS",
                keys,
                "LINE",
                "stty rows 24 cols 80; stty -g; " + line + "; echo status=$?; stty -g"));
        environment.put("COLUMNS", "");
        return Image.run(
                environment,
                "sh",
                "-c",
                "(sleep 3; for key in $KEYS; do printf %s $key; sleep 1; done; sleep 3)"
                        + " | timeout 50 script -qec \"$LINE\" /dev/null");
    }

    /** The settings of the terminal before and after are the first and last line. */
    private static void assertTerminalIsAsBefore(Outcome outcome) {
        List<String> lines = outcome.out().lines().toList();
        assertEquals(lines.getFirst(), lines.getLast(), outcome.out());
        assertTrue(outcome.out().contains(OTHER_SCREEN), outcome.out());
        assertTrue(outcome.out().lastIndexOf(FORMER_SCREEN) > outcome.out().indexOf(OTHER_SCREEN), outcome.out());
        assertTrue(outcome.out().lastIndexOf("25h") > outcome.out().lastIndexOf("[?25l"), "the cursor is visible");
    }

    @Test
    void aKeySortsAndAnotherQuits() {
        Outcome outcome = typed("n" + " q".repeat(30), "xterm-256color", "$VFNET watch");
        assertTerminalIsAsBefore(outcome);
        assertTrue(outcome.out().contains("status=0"), outcome.out());
        assertTrue(outcome.out().contains("VF 7 enp1s0f0v7") && outcome.out().contains("LAST MINUTE"), outcome.out());
        assertTrue(outcome.out().contains("by traffic") && outcome.out().contains("number"), outcome.out());
        assertFalse(outcome.out().contains("WARNING"), outcome.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "tmux-256color", "vt220", "unheard-of"})
    void anyTerminalWillDo(String term) {
        Outcome outcome = typed("", term, "$VFNET watch --count 1");
        assertTerminalIsAsBefore(outcome);
        assertTrue(outcome.out().contains("status=0"), outcome.out());
    }

    /** The keys mean nothing; while they are typed, standard input does not end. */
    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void aSignalEndsItAndTheTerminalIsAsBefore(String signal, int status) {
        Outcome outcome =
                typed("x x x x", "xterm", "timeout --foreground --preserve-status -s " + signal + " 9 $VFNET watch");
        assertTerminalIsAsBefore(outcome);
        assertTrue(outcome.out().contains("status=" + status), outcome.out());
    }

    /** Some serial consoles say 0, and some programs say more than any screen has. */
    @ParameterizedTest
    @ValueSource(strings = {"rows 0 cols 0", "rows 1000 cols 10000", "rows 2 cols 10"})
    void oddSizesDoNoHarm(String size) {
        Outcome outcome = typed("", "xterm", "stty " + size + "; $VFNET watch --count 1; stty rows 24 cols 80");
        assertTerminalIsAsBefore(outcome);
        assertTrue(outcome.out().contains("status=0"), outcome.out());
    }

    /** What is no terminal would get the full table, of 146 columns. */
    @Test
    void aTerminalWithoutASizeIsEightyColumnsWide() {
        Outcome outcome = typed("", "xterm", "stty rows 0 cols 0; $VFNET list --color never; stty rows 24 cols 80");
        assertTrue(outcome.out().contains("Not shown: of PFs"), outcome.out());
        outcome.out()
                .lines()
                .skip(1)
                .takeWhile(line -> !line.startsWith("status"))
                .forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void aTerminalThatCannotMoveItsCursorIsRefused() {
        Outcome outcome = typed("", "dumb", "$VFNET watch");
        assertTrue(
                outcome.out().contains("the terminal cannot move its cursor (TERM=dumb); use vfnet watch --json"),
                outcome.out());
        assertFalse(outcome.out().contains(OTHER_SCREEN), outcome.out());
    }
}
