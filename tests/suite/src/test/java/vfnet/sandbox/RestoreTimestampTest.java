// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vfnet.suite.Outcome;

/** The metrics of a host after a boot: when the saved ports were restored, and how far they are from what is saved. */
class RestoreTimestampTest {
    private static final Pattern TIMESTAMP = Pattern.compile("(?m)^vfnet_restore_timestamp_seconds ([0-9]+)$");

    @Test
    void aWholeRestoreHasATime() {
        SimulatedHost play = BootCommandTest.started("set enp1s0f1 4", "persist");
        assertFalse(TIMESTAMP.matcher(play.vfnet("metrics").out()).find(), "nothing was restored since the boot");
        assertTrue(play.vfnet("metrics").out().contains("\nvfnet_drift 2\n"));
        long before = Instant.now().getEpochSecond();
        assertEquals(0, BootCommandTest.boot(play, play.kernel(), Map.of()).status());
        String text = play.vfnet("metrics").out();
        Matcher time = TIMESTAMP.matcher(text);
        assertTrue(time.find(), text);
        assertTrue(Long.parseLong(time.group(1)) >= before, text);
        assertTrue(text.contains("\nvfnet_drift 0\n"), text);
        assertTrue(text.contains("\nvfnet_vfs{pf=\"enp1s0f1\"} 4\n"), text);
    }

    @Test
    void aRestoreOfSomePortsHasNone() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.vfnet("persist");
        Configured.change(play, "0000:01:00.1", "0000:09:00.1");
        String permanent = play.permanentAddress("0000:01:00.1");
        Configured.change(play, permanent, "00:11:22:33:44:55");
        Configured.change(play, "\"enp1s0f1\"", "\"gone\"");
        play.machine().reboot();
        Outcome boot = BootCommandTest.boot(play, play.kernel(), Map.of(), "--deadline", "0");
        assertEquals(3, boot.status(), boot.toString());
        String text = play.vfnet("metrics").out();
        assertFalse(TIMESTAMP.matcher(text).find(), text);
        assertTrue(text.contains("\nvfnet_drift 1\n"), text);
        assertTrue(text.contains("\nvfnet_vfs_configured{pf=\"gone\"} 0\n"), text);
    }
}
