package vfnet.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Cli;
import vfnet.suite.Machines;

/** Processes of the image that save: killed at any moment, many at once, under any umask. */
class PersistKilledTest {
    private static final String PORT = "enp1s0f0";
    private static final int KILLS = 60;
    /** As a shell would tell it: 128 and SIGKILL. */
    private static final int KILLED = 137;

    @TempDir
    private Path folder;
    private Path machine;
    private Path config;
    private Path last;

    @BeforeEach
    void unpack() {
        machine = folder.resolve("m");
        config = machine.resolve("etc/vfnet/config.json");
        last = machine.resolve("etc/vfnet/config.json.last");
        assertEquals(0, Cli.run("capture", "--unpack", Machines.file("x550").toString(), machine.toString()).status());
    }

    private Process persist(int count) throws IOException {
        return new ProcessBuilder(Image.command(Image.HOME), "--sysroot", machine.toString(), "persist", PORT,
                String.valueOf(count)).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** What the file says once that number is saved. */
    private String saved(int count) throws IOException, InterruptedException {
        assertEquals(0, persist(count).waitFor());
        return Files.readString(config);
    }

    /** Whether it still ran. */
    private static boolean killAfter(Process process, long nanos) throws InterruptedException {
        LockSupport.parkNanos(nanos);
        return process.destroyForcibly().waitFor() == KILLED;
    }

    /** Until a file was put there, or written, since; or the process has ended. */
    private static void awaitChange(Path file, FileTime before, Process process) throws IOException {
        while (process.isAlive() && Files.getLastModifiedTime(file).equals(before)) {
            Thread.onSpinWait();
        }
    }

    /** How long a save takes, and the last part of it: from when the version before was put aside. */
    private long[] durations(int count) throws IOException, InterruptedException {
        FileTime lastBefore = Files.getLastModifiedTime(last);
        FileTime before = Files.getLastModifiedTime(config);
        long begin = System.nanoTime();
        Process process = persist(count);
        awaitChange(last, lastBefore, process);
        long aside = System.nanoTime();
        awaitChange(config, before, process);
        long written = System.nanoTime() - aside;
        assertEquals(0, process.waitFor());
        return new long[] {System.nanoTime() - begin, written};
    }

    /** At a moment of its run, and a little after it; every second time within the last part of the save, which is short. */
    private boolean kill(int count, int attempt, long[] durations) throws IOException, InterruptedException {
        FileTime before = Files.getLastModifiedTime(last);
        Process process = persist(count);
        if (attempt % 2 == 0) {
            return killAfter(process, durations[0] * (attempt % 40) / 35);
        }
        awaitChange(last, before, process);
        return killAfter(process, durations[1] * (attempt % 60) / 50);
    }

    /** Old or new, whole; and what the killed ones left is in nobody's way. */
    @Test
    void whoeverIsKilledLeavesTheOldFileOrTheNewOne() throws IOException, InterruptedException {
        Files.createDirectories(config.getParent());
        Files.writeString(config, "{\"version\":1,\"ports\":[],\"ballast\":\"" + "so that a write takes its time, ".repeat(90_000) + "\"}");
        List<String> versions = List.of(saved(10), saved(63));
        long[] durations = durations(10);
        Set<Integer> left = new HashSet<>();
        int now = 0;
        int kills = 0;
        for (int attempt = 0; kills < KILLS && attempt < 3 * KILLS; attempt++) {
            kills += kill(now == 0 ? 63 : 10, attempt, durations) ? 1 : 0;
            int after = versions.indexOf(Files.readString(config));
            assertTrue(after >= 0, "after attempt " + attempt + " the file has " + Files.size(config) + " bytes");
            left.add(after == now ? 0 : 1);
            now = after;
        }
        assertEquals(KILLS, kills);
        assertEquals(Set.of(0, 1), left, "some came before the new one was there, some after");
        assertEquals(versions.getLast(), saved(63));
        assertEquals(versions.getFirst(), saved(10));
        assertTrue(Files.notExists(config.resolveSibling("config.json.new")));
    }

    /** None of them is lost to another, and nobody ever reads half of one. The first of them makes the directory. */
    @Test
    void ofManyAtOnceEachIsWholeAndTheLastOneStands() throws IOException, InterruptedException {
        List<Process> all = new ArrayList<>();
        for (int count = 1; count <= 8; count++) {
            all.add(persist(count));
        }
        Set<Integer> sizes = new HashSet<>();
        while (all.stream().anyMatch(Process::isAlive)) {
            if (Files.exists(config)) {
                String text = Files.readString(config);
                assertTrue(text.startsWith("{\n") && text.endsWith("\n}\n"), text);
                sizes.add(text.length());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        for (Process process : all) {
            assertEquals(0, process.waitFor(), "each waits for its turn");
        }
        assertTrue(sizes.size() > 1, "read while they wrote");
        String end = Files.readString(config);
        int count = Integer.parseInt(end.replaceAll("(?s).*\"vf_count\": (\\d+).*", "$1"));
        assertEquals(end, saved(count));
        assertEquals(count, end.split("\"vf_index\"", -1).length - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"077", "000"})
    void whateverTheUmaskEverybodyReadsItAndRootAloneWrites(String umask) {
        String script = "umask " + umask + "; \"$VFNET\" --sysroot '" + machine + "' persist >&2; stat -c '%a %n' '"
                + config + "' '" + config.getParent() + "' '" + config.getParent().getParent() + "'";
        assertEquals("644 755 755", Image.shell(Image.HOME, script).out().lines().map(line -> line.substring(0, 3))
                .reduce((one, other) -> one + " " + other).orElse(""));
    }
}
