// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import vfnet.suite.Cli;

/** A snapshot in a folder, to which processes of the image save the number of VFs of its first port. */
final class Saving {
    /** The status that a shell would report: 128 and SIGKILL. */
    private static final int KILLED = 137;

    final Path machine;
    final Path config;
    private final Path last;

    Saving(Path folder) {
        machine = folder;
        config = machine.resolve("etc/vfnet/config.json");
        last = config.resolveSibling("config.json.last");
        assertEquals(
                0,
                Cli.run("capture", "--unpack", Image.X550, machine.toString()).status());
    }

    Process persist(int count) throws IOException {
        return new ProcessBuilder(
                        Image.command(Image.HOME),
                        "--sysroot",
                        machine.toString(),
                        "persist",
                        "enp1s0f0",
                        String.valueOf(count))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The content of the file once that number is saved. */
    String saved(int count) throws IOException, InterruptedException {
        assertEquals(0, persist(count).waitFor());
        return Files.readString(config);
    }

    /**
     * Kills as many processes that save one number and the other in turn.
     *
     * @return 0 if the file was the old one after a kill, 1 if it was the new one
     */
    Set<Integer> kill(int kills) throws IOException, InterruptedException {
        Files.createDirectories(config.getParent());
        Files.writeString(
                config,
                "{\"version\":1,\"ports\":[],\"ballast\":\"" + "a write shall take its time; ".repeat(20_000) + "\"}");
        List<String> versions = List.of(saved(10), saved(63));
        Durations durations = durations(10);
        Set<Integer> left = new HashSet<>();
        int now = 0;
        int killed = 0;
        for (int attempt = 0; killed < kills && attempt < 3 * kills; attempt++) {
            killed += kill(now == 0 ? 63 : 10, (double) attempt % kills / kills, attempt % 2 == 0, durations) ? 1 : 0;
            int after = versions.indexOf(Files.readString(config));
            assertTrue(after >= 0, "after attempt " + attempt + " the file has " + Files.size(config) + " bytes");
            left.add(after == now ? 0 : 1);
            now = after;
        }
        assertEquals(kills, killed);
        assertEquals(versions.getLast(), saved(63));
        assertEquals(versions.getFirst(), saved(10));
        return left;
    }

    /**
     * How long a save takes.
     *
     * @param whole nanoseconds from the start of the process to its end
     * @param write nanoseconds from putting the previous version aside to the new one in its place
     */
    private record Durations(long whole, long write) {}

    private Durations durations(int count) throws IOException, InterruptedException {
        FileTime lastBefore = Files.getLastModifiedTime(last);
        FileTime before = Files.getLastModifiedTime(config);
        long begin = System.nanoTime();
        Process process = persist(count);
        awaitChange(last, lastBefore, process);
        long aside = System.nanoTime();
        awaitChange(config, before, process);
        long write = System.nanoTime() - aside;
        assertEquals(0, process.waitFor());
        return new Durations(System.nanoTime() - begin, write);
    }

    /** Until another file was put there, or it was written; or the process has ended. */
    private static void awaitChange(Path file, FileTime before, Process process) throws IOException {
        while (process.isAlive() && Files.getLastModifiedTime(file).equals(before)) {
            LockSupport.parkNanos(100_000);
        }
    }

    /** Whether it still ran, after this part of its whole time, or of the time in which it writes and a bit. */
    private boolean kill(int count, double part, boolean ofWhole, Durations durations)
            throws IOException, InterruptedException {
        FileTime before = Files.getLastModifiedTime(last);
        Process process = persist(count);
        if (!ofWhole) {
            awaitChange(last, before, process);
        }
        LockSupport.parkNanos((long) (part * (ofWhole ? durations.whole() : durations.write() * 1.2)));
        return process.destroyForcibly().waitFor() == KILLED;
    }
}
