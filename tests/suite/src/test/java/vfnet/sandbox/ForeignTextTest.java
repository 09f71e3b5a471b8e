// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Outcome;

/** What a message quotes of a file is one line of bounded length: it cannot forge a line or fill the journal. */
class ForeignTextTest {
    private static final String LONG = "x".repeat(1 << 18);

    /** {@code %} is a newline in JSON, {@code LONG} a text that never seems to end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\": 1, \"a%<3>forged\": 1, \"ports\": []}",
                "{\"version\": 1, \"LONG\": 1, \"ports\": []}",
                "{\"version\": 1, \"ports\": [{\"LONG%<3>forged\": 1, \"vf_count\": \"LONG\"}]}",
                "LONG",
                "{\"version\": LONG}",
                "{\"version\": 1, \"ports\": [], \"a%<3>forged\": 1, \"a%<3>forged\": 2}"
            })
    void itIsOneLineAndNoLonger(String json) {
        SimulatedHost play = SimulatedHost.on("x550");
        Tree.write(play.at("/etc/vfnet/config.json"), json.replace("LONG", LONG).replace("%", "\\n"));
        for (String command : new String[] {"list", "diff", "apply", "persist --dry-run"}) {
            judge(play.vfnet(command.split(" ")));
        }
        judge(BootCommandTest.boot(play, play.kernel(), Map.of("JOURNAL_STREAM", "8:1")));
    }

    private static void judge(Outcome outcome) {
        String said = outcome.err() + outcome.out();
        assertFalse(said.lines().anyMatch(line -> line.startsWith("<3>forged")), said);
        assertTrue(
                said.lines().allMatch(line -> line.length() < 2000),
                "lines of " + said.lines().mapToInt(String::length).max());
        assertEquals(0, said.chars().filter(c -> c < ' ' && c != '\n').count());
    }
}
