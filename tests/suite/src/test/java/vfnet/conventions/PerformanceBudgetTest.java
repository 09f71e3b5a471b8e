// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vfnet.suite.Outcome;

/**
 * What a command costs, in numbers that are the same on every machine: nothing is timed here. The budgets may only
 * fall; one that is far above what is needed is lowered.
 */
@Tag("slow")
class PerformanceBudgetTest {
    private static final Path BUDGETS = Path.of("tests/expected/performance/budgets.txt");
    private static final int FEW = 16;
    private static final int MANY = 80;

    @TempDir
    private static Path folder;

    /** What is counted, the command, and the most that it may be. */
    private record Budget(String kind, String command, double most) {
        static Budget of(String line) {
            String[] fields = line.split("\\|");
            return new Budget(fields[0].strip(), fields[1].strip(), Double.parseDouble(fields[2].strip()));
        }

        /** Below that, the file does not show what the code does. A class more or less is chance. */
        double least() {
            return Math.min(most * 0.9, most - 2);
        }
    }

    @BeforeAll
    static void makeMachines() throws IOException {
        for (int vfs : new int[] {FEW, MANY}) {
            Path machine = folder.resolve("m" + vfs);
            shell("tests/machines/generate --pfs 1 --vfs " + vfs + " >" + machine + ".machine && "
                    + "\"$VFNET\" capture --unpack " + machine + ".machine " + machine + " && mkdir -p " + machine
                    + "/etc/vfnet && \"$VFNET\" --sysroot " + machine + " list --json | "
                    + "python3 tests/bench/saved.py >" + machine + "/etc/vfnet/config.json");
        }
        Path machine = folder.resolve("small");
        shell("\"$VFNET\" capture --unpack \"$X550\" " + machine);
        Files.createDirectories(machine.resolve("etc/vfnet"));
        Files.copy(
                Path.of("jlink/training/config.json"),
                machine.resolve("etc/vfnet/config.json"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    @TestFactory
    Stream<DynamicTest> budgets() throws IOException {
        return Files.readAllLines(BUDGETS).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Budget::of)
                .map(budget -> DynamicTest.dynamicTest(budget.kind() + ": " + budget.command(), () -> {
                    double measured = measured(budget);
                    assertFalse(measured > budget.most(), () -> measured + ", and the budget is " + budget.most());
                    assertFalse(
                            measured < budget.least(),
                            () -> measured + ": lower the budget of " + budget.most() + " in " + BUDGETS);
                }));
    }

    private static double measured(Budget budget) throws IOException {
        return switch (budget.kind()) {
            case "system calls per VF" ->
                Math.rint(10.0 * (fileCalls(budget.command(), MANY) - fileCalls(budget.command(), FEW)) / (MANY - FEW))
                        / 10;
            case "classes" -> classes(budget.command());
            case "kilobytes read" -> Math.rint(bytesRead(budget.command()) / 1000.0);
            case "processes, live" -> processes(budget.command());
            default -> throw new AssertionError("unknown kind: " + budget.kind());
        };
    }

    /** Those that name a file, or read one or a folder; threads and memory make others, whose number varies. */
    private static long fileCalls(String command, int vfs) throws IOException {
        Path trace = folder.resolve("calls");
        shell("strace -f -qq -e trace=%file,read,lseek,getdents64 -e signal=none -o " + trace + " \"$VFNET\" --sysroot "
                + folder.resolve("m" + vfs) + " " + command + " >/dev/null");
        return lines(trace).stream().filter(line -> !line.contains(" resumed>")).count();
    }

    private static long bytesRead(String command) throws IOException {
        Path trace = folder.resolve("reads");
        shell("strace -f -qq -e trace=read,pread64 -e signal=none -o " + trace + " \"$VFNET\" --sysroot "
                + folder.resolve("small") + " " + command + " >/dev/null");
        return lines(trace).stream()
                .map(line -> line.substring(line.lastIndexOf(" = ") + 3))
                .filter(result -> !result.startsWith("-") && result.chars().allMatch(Character::isDigit))
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static int classes(String command) throws IOException {
        Path log = folder.resolve("classes");
        Outcome outcome = Image.logged(
                log,
                "-XX:AOTCache=" + Image.HOME + "/lib/vfnet.aot",
                "--sysroot " + folder.resolve("small") + " " + command);
        assertEquals(0, outcome.status(), outcome.toString());
        return Image.linesWith(log, " source: ").size();
    }

    /** On the stand-in machine, whose second port has been given VFs and saved: with what the launcher starts. */
    private static long processes(String command) throws IOException {
        Path trace = folder.resolve("processes");
        Outcome outcome = Image.run(
                Map.of("VFNET", Image.command(Image.HOME), "TRACE", trace.toString()),
                "tests/live/enter",
                "bash",
                "-c",
                "set -e; $VFNET set enp1s0f1 4 >/dev/null; $VFNET persist >/dev/null; "
                        + "strace -f -qq -e trace=execve -e signal=none -o $TRACE $VFNET "
                        + command
                        + " >/dev/null");
        assertEquals(0, outcome.status(), outcome.toString());
        return lines(trace).stream()
                .filter(line -> line.contains(" execve(\"") && !line.contains(" = -1 "))
                .count();
    }

    private static List<String> lines(Path file) throws IOException {
        return new ArrayList<>(Files.readAllLines(file));
    }

    private static void shell(String line) {
        Outcome outcome = Image.shell(Image.HOME, line);
        assertEquals(0, outcome.status(), outcome.toString());
    }
}
