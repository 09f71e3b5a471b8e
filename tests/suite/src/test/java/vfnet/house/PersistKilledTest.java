package vfnet.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final int OVER_THE_RUN = 40;
    private static final int IN_THE_WRITE = 20;

    @TempDir
    private Path folder;
    private Path machine;
    private Path config;

    @BeforeEach
    void unpack() {
        machine = folder.resolve("m");
        config = machine.resolve("etc/vfnet/config.json");
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

    private static void killAfter(Process process, long nanos) throws InterruptedException {
        LockSupport.parkNanos(nanos);
        process.destroyForcibly().waitFor();
    }

    /** Old or new, whole; and what the killed ones left is in nobody's way. */
    @Test
    void whoeverIsKilledLeavesTheOldFileOrTheNewOne() throws IOException, InterruptedException {
        List<String> versions = List.of(saved(10), saved(63));
        long begin = System.nanoTime();
        saved(10);
        long run = System.nanoTime() - begin;
        Set<Integer> left = new HashSet<>();
        int now = 0;
        for (int kill = 0; kill < OVER_THE_RUN + IN_THE_WRITE; kill++) {
            Process process = persist(now == 0 ? 63 : 10);
            if (kill < OVER_THE_RUN) {
                killAfter(process, run * kill / OVER_THE_RUN);
            } else {
                awaitTheWrite(process);
                killAfter(process, 50_000L * (kill - OVER_THE_RUN));
            }
            int after = versions.indexOf(Files.readString(config));
            assertTrue(after >= 0, "after kill " + kill + ": " + Files.readString(config));
            left.add(after == now ? 0 : 1);
            now = after;
        }
        assertEquals(Set.of(0, 1), left, "some came before the new one was there, some after");
        assertEquals(versions.getLast(), saved(63));
        assertEquals(versions.getFirst(), saved(10));
        assertTrue(Files.notExists(config.resolveSibling("config.json.new")));
    }

    private void awaitTheWrite(Process process) {
        Path fresh = config.resolveSibling("config.json.new");
        while (process.isAlive() && Files.notExists(fresh)) {
            Thread.onSpinWait();
        }
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
        String last = Files.readString(config);
        int count = Integer.parseInt(last.replaceAll("(?s).*\"vf_count\": (\\d+).*", "$1"));
        assertEquals(last, saved(count));
        assertEquals(count, last.split("\"vf_index\"", -1).length - 1);
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
