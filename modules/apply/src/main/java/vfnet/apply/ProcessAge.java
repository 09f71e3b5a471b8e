package vfnet.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import vfnet.model.Sysroot;

/** How long this process has run: Java's own start is part of what whoever started it waits for. */
final class ProcessAge {
    /** proc(5), /proc/PID/stat: starttime, counted from the state, which follows the name in parentheses. */
    private static final int START = 19;
    /** USER_HZ, in which the kernel tells times to programs (include/asm-generic/param.h). */
    private static final int TICKS = 100;

    private ProcessAge() {}

    /** Nothing where it cannot be told. */
    static Duration now(Sysroot sysroot) {
        try {
            String stat = Files.readString(sysroot.processes().resolve("self/stat"));
            String uptime = Files.readString(sysroot.uptime());
            long started = Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START]);
            double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) - (double) started / TICKS;
            return Duration.ofMillis((long) (Math.max(0, seconds) * 1000));
        } catch (IOException | RuntimeException e) {
            return Duration.ZERO;
        }
    }
}
