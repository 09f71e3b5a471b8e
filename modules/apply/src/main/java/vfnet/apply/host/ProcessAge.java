// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.host;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import vfnet.system.Sysroot;

/** How long this process has run: the user also waits for Java's start. */
final class ProcessAge {
    /** proc(5), /proc/PID/stat: starttime, counted from the state, which follows the name in parentheses. */
    private static final int START = 19;
    /** USER_HZ, the unit of times that the kernel reports to programs (include/asm-generic/param.h). */
    private static final int TICKS = 100;

    private ProcessAge() {}

    /** Zero where it is unknown. */
    static Duration now(Sysroot sysroot) {
        try {
            String stat = Files.readString(sysroot.processes().resolve("self/stat"));
            long started =
                    Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START]);
            long age = KernelLog.now(sysroot).microseconds() - started * (1_000_000 / TICKS);
            return Duration.of(Math.max(0, age), ChronoUnit.MICROS);
        } catch (IOException | RuntimeException e) {
            return Duration.ZERO;
        }
    }
}
