// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Outcome;

/** What a start loads, and what it need not load. */
@Tag("slow")
class StartUpTest {

    /**
     * The log of the classes that a start loads. With the cache these are all that it holds, without it those in need.
     */
    private static Path classes(String javaOptions, String words, Path folder) throws IOException {
        Path machine = folder.resolve("machine");
        assertEquals(
                0,
                Image.shell(Image.HOME, "\"$VFNET\" capture --unpack \"$X550\" " + machine)
                        .status());
        Files.createDirectories(machine.resolve("etc/vfnet"));
        Files.copy(
                Path.of("jlink/training/config.json"),
                machine.resolve("etc/vfnet/config.json"),
                StandardCopyOption.REPLACE_EXISTING);
        Path log = folder.resolve("classes.log");
        Outcome outcome = Image.logged(log, javaOptions, "--sysroot " + machine + " " + words);
        assertTrue(outcome.status() == 0 || outcome.status() == 6, outcome.toString());
        return log;
    }

    /** Neither the parser of command lines nor the writer of JSON trees, nor BigDecimal, which computes for 20 ms. */
    @ParameterizedTest
    @ValueSource(strings = {"list", "list --json", "boot --dry-run", "apply enp1s0f0 --dry-run", "diff"})
    void nothingThatCostsTime(String words, @TempDir Path folder) throws IOException {
        Path log = classes("", words, folder);
        assertEquals(
                List.of(),
                Image.linesWith(log, " picocli.", "jackson.databind", "Initializing 'java/math/BigDecimal'"));
        String all = Files.readString(log);
        assertTrue(all.contains("vfnet.persistence.PortSearch"), "what is saved is looked at");
        assertTrue(all.contains("Initializing 'java/math/BigInteger'"), "the log tells of initializations");
    }

    /**
     * The same of what changes a host, on the stand-in machine: a command that finds nothing to do has made the whole
     * way up to the first write. The first persist writes, for which jackson-databind is loaded: a cache with it would
     * cost every start more than it saves this one.
     */
    @Test
    void everyClassOfALiveCommandIsInTheCache(@TempDir Path folder) throws IOException {
        List<String> lines = List.of(
                "set enp1s0f1 4",
                "set enp1s0f1 4",
                "vf enp1s0f1v1 --trust on",
                "vf enp1s0f1v1 --trust on",
                "persist",
                "persist",
                "diff",
                "boot",
                "apply",
                "list --json",
                "mac enp1s0f1 4");
        StringBuilder script = new StringBuilder("set -eu\n");
        for (int i = 0; i < lines.size(); i++) {
            script.append("\"$HOME/bin/java\" -XX:AOTCache=\"$HOME/lib/vfnet.aot\" -Xlog:class+load:file=\"$LOGS/")
                    .append(i)
                    .append("\" -m vfnet.cli/vfnet.cli.Main ")
                    .append(lines.get(i))
                    .append(" >/dev/null\n");
        }
        Outcome outcome = Image.run(
                Map.of(
                        "VFNET", Image.command(Image.HOME),
                        "HOME", Image.HOME.toString(),
                        "LOGS", folder.toString()),
                "tests/live/enter",
                "bash",
                "-c",
                script.toString());
        assertEquals(0, outcome.status(), outcome.toString());
        for (int i = 0; i < lines.size(); i++) {
            if (i != lines.indexOf("persist")) {
                assertEquals(List.of(), outsideOfTheCache(folder.resolve(String.valueOf(i))), lines.get(i));
            }
        }
    }

    /** The events of Java's flight recorder are never in a cache; root's way is not where an ordinary user built it. */
    private static List<String> outsideOfTheCache(Path log) {
        List<String> loaded = Image.linesWith(log, " source: ");
        assertFalse(loaded.isEmpty());
        return loaded.stream()
                .filter(line -> Stream.of(
                                "source: shared objects file",
                                " jdk.internal.event.",
                                " vfnet.persistence.FileOwner$$Lambda/",
                                " vfnet.system.PathLookup",
                                " java.nio.file.FileSystemLoopException ",
                                " java.nio.file.Path$1 ")
                        .noneMatch(line::contains))
                .toList();
    }

    /**
     * A class that Java generates or reads anew costs a millisecond: a Comparator.comparing, a switch over patterns and
     * constants, a command that is not in jlink/training/commands.txt.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "list --json",
                "list --wide",
                "boot --dry-run",
                "apply --dry-run",
                "diff",
                "set enp1s0f1 4 --dry-run",
                "mac enp1s0f1 4",
                "mac enp1s0f1 4 --json",
                "show enp1s0f0v1",
                "--version"
            })
    void everyClassIsInTheCache(String words, @TempDir Path folder) throws IOException {
        Path log = classes("-XX:AOTCache=" + Image.HOME + "/lib/vfnet.aot", words, folder);
        assertEquals(List.of(), outsideOfTheCache(log));
    }
}
