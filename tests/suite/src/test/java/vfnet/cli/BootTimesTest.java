// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import vfnet.cli.command.BootCommand;
import vfnet.operations.boot.BootRun;

/** The unit's timeout is what boot assumes: if it were shorter, systemd would kill boot before the rollback. */
class BootTimesTest {
    private static final Path UNIT = Path.of("modules/install/src/main/resources/vfnet/install/vfnet.service");

    private static String value(String key) throws IOException {
        return Files.readAllLines(UNIT).stream()
                .filter(line -> line.startsWith(key + "="))
                .findFirst()
                .orElseThrow()
                .substring(key.length() + 1);
    }

    @Test
    void theUnitsTimeIsBootsOwn() throws IOException {
        int both = BootCommand.DEFAULT_DEADLINE + BootCommand.DEFAULT_TIMEOUT;
        assertEquals(both, Integer.parseInt(value("TimeoutStartSec")));
        String start = value("ExecStart");
        assertTrue(start.endsWith(" boot"), "no --deadline and no --timeout of the unit's own: " + start);
    }

    @Test
    void thereIsTimeToRollBack() throws IOException {
        Duration unit = Duration.ofSeconds(Integer.parseInt(value("TimeoutStartSec")));
        Duration latest = unit.minus(BootRun.RESERVE);
        assertFalse(BootRun.RESERVE.compareTo(Duration.ofSeconds(10)) < 0, BootRun.RESERVE.toString());
        assertFalse(
                BootRun.MIN_TIME.compareTo(latest) > 0,
                "short bounds of the caller's do not go beyond the unit's time");
        assertTrue(Files.readString(UNIT)
                .contains("boot ends by itself " + BootRun.RESERVE.toSeconds() + " s before this one"));
    }
}
