// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import vfnet.apply.kernel.Kernel;
import vfnet.system.Sysroot;
import vfnet.system.program.HostProgram;

/** The kernel's log, through {@code dmesg}: its own file cannot be read without blocking at the end. */
final class KernelLog {
    /** The kernel keeps less (log_buf_len). */
    private static final int MAX_BYTES = 8 << 20;

    private KernelLog() {}

    static Kernel.LogPosition now(Sysroot sysroot) {
        try {
            String uptime = Files.readString(sysroot.uptime());
            return new Kernel.LogPosition(microseconds(uptime.substring(0, Math.max(0, uptime.indexOf(' ')))));
        } catch (IOException e) {
            return new Kernel.LogPosition(0);
        }
    }

    /** The lines after that point, without their time; none where the log cannot be read. */
    static List<String> since(Kernel.LogPosition from) {
        try {
            Process process = HostProgram.startForOutput(List.of(HostProgram.path("dmesg")));
            String log = new String(process.getInputStream().readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            process.destroy();
            return after(log, from);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The log's lines after that point, without their time. */
    static List<String> after(String log, Kernel.LogPosition from) {
        return log.lines()
                .filter(line -> isAfter(line, from))
                .map(line -> line.substring(line.indexOf(']') + 1).strip())
                .toList();
    }

    /**
     * {@code [ 12.345678] igb 0000:01:00.0: ...}; uptime has hundredths only, so a line of the same hundredth counts
     * too.
     */
    private static boolean isAfter(String line, Kernel.LogPosition from) {
        int end = line.indexOf(']');
        return line.startsWith("[")
                && end > 0
                && microseconds(line.substring(1, end).strip()) >= from.microseconds();
    }

    private static long microseconds(String seconds) {
        try {
            return Math.round(Double.parseDouble(seconds) * 1_000_000);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
