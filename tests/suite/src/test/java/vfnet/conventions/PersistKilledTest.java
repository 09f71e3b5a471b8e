// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes of the image that save: killed at any moment, many at once, under any umask. */
@Tag("slow")
class PersistKilledTest {
    private static final int KILLS = 60;

    @TempDir
    private Path folder;

    /**
     * The old or the new file, complete; and what the killed ones left blocks nothing. On two machines, for two
     * processors.
     */
    @Test
    void whoeverIsKilledLeavesTheOldFileOrTheNewOne() {
        Set<Integer> left = ConcurrentHashMap.newKeySet();
        Stream.of("one", "other")
                .parallel()
                .map(name -> new Saving(folder.resolve(name)))
                .forEach(saving -> {
                    try {
                        left.addAll(saving.kill(KILLS / 2));
                        assertTrue(Files.notExists(saving.config.resolveSibling("config.json.new")));
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
        assertEquals(Set.of(0, 1), left, "some came before the new one was there, some after");
    }

    /** No update is lost, and no reader ever sees a partial file. The first of them creates the directory. */
    @Test
    void ofManyAtOnceEachIsWholeAndTheLastOneStands() throws IOException, InterruptedException {
        Saving saving = new Saving(folder.resolve("m"));
        List<Process> all = new ArrayList<>();
        for (int count = 1; count <= 8; count++) {
            all.add(saving.persist(count));
        }
        Set<Integer> sizes = new HashSet<>();
        while (all.stream().anyMatch(Process::isAlive)) {
            if (Files.exists(saving.config)) {
                String text = Files.readString(saving.config);
                assertTrue(text.startsWith("{\n") && text.endsWith("\n}\n"), text);
                sizes.add(text.length());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        for (Process process : all) {
            assertEquals(0, process.waitFor(), "each waits for its turn");
        }
        assertTrue(sizes.size() > 1, "read while they wrote");
        String end = Files.readString(saving.config);
        int count = Integer.parseInt(end.replaceAll("(?s).*\"vf_count\": (\\d+).*", "$1"));
        assertEquals(end, saving.saved(count));
        assertEquals(count, end.split("\"vf_index\"", -1).length - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"077", "000"})
    void whateverTheUmaskEverybodyReadsItAndRootAloneWrites(String umask) {
        Saving saving = new Saving(folder.resolve("m"));
        String script = "umask " + umask + "; \"$VFNET\" --sysroot '" + saving.machine + "' persist >&2; stat -c %a '"
                + saving.config + "' '" + saving.config.getParent() + "' '"
                + saving.config.getParent().getParent() + "'";
        assertEquals("644\n755\n755\n", Image.shell(Image.HOME, script).out());
    }
}
