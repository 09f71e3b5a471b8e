// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import vfnet.suite.Expected;
import vfnet.suite.Outcome;

/**
 * The paths in docs/migrating.md: each section's files are put where it says, on a host of its own, its commands are
 * run, and print what the guide shows. {@code scripts/update-expected} writes what they print into the guide.
 */
@Execution(ExecutionMode.SAME_THREAD)
class MigratingGuideTest {
    private static final Path GUIDE = Path.of("docs/migrating.md");
    private static final String CONSOLE = "```console";
    private static final String END = "```";

    @TempDir
    private Path folder;

    /** A section on its way through. */
    private final class Section {
        private final SimulatedHost play = SimulatedHost.on("x550");
        private final List<String> lines;
        private final List<String> shown = new ArrayList<>();
        private int at;

        private Section(List<String> lines) {
            this.lines = lines;
        }

        /** The section with what the commands print. */
        private List<String> run() throws IOException {
            while (at < lines.size()) {
                String line = lines.get(at);
                shown.add(line);
                at++;
                if (line.matches("`[^`]+`:")) {
                    file(line.substring(1, line.length() - 2));
                } else if (line.equals(CONSOLE)) {
                    console();
                }
            }
            return shown;
        }

        private void file(String name) throws IOException {
            shown.addAll(lines.subList(at, at + 2));
            int begin = at + 2;
            int end = begin + lines.subList(begin, lines.size()).indexOf(END);
            Path file = name.startsWith("/") ? play.at(name) : folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, String.join("\n", lines.subList(begin, end)) + "\n");
            shown.addAll(lines.subList(begin, end));
            at = end;
        }

        private void console() throws IOException {
            while (!lines.get(at).equals(END)) {
                String line = lines.get(at);
                at++;
                if (line.startsWith("$ ")) {
                    shown.add(line);
                    shown.addAll(printed(line.substring(2)));
                }
            }
        }

        private List<String> printed(String command) {
            List<String> words =
                    new ArrayList<>(List.of(command.replace("sudo ", "").split(" ")));
            assertEquals("vfnet", words.removeFirst(), command);
            words.replaceAll(word -> Files.exists(folder.resolve(word))
                            || words.indexOf(word) > 0
                                    && words.get(words.indexOf(word) - 1).equals("--output")
                    ? folder.resolve(word).toString()
                    : word);
            Outcome outcome = play.vfnet(words.toArray(String[]::new));
            String root = play.machine().view().sysroot().root().toString();
            return (outcome.err() + outcome.out())
                    .replace(root + "/", "/")
                    .replace(folder + "/", "")
                    .lines()
                    .toList();
        }
    }

    private static List<List<String>> sections(List<String> guide) {
        List<List<String>> sections = new ArrayList<>();
        for (String line : guide) {
            if (sections.isEmpty() || line.startsWith("## ")) {
                sections.add(new ArrayList<>());
            }
            sections.getLast().add(line);
        }
        return sections;
    }

    @TestFactory
    List<DynamicTest> eachPathIsAsTheGuideShowsIt() throws IOException {
        List<List<String>> sections = sections(Files.readAllLines(GUIDE));
        List<DynamicTest> tests = new ArrayList<>();
        for (int number = 0; number < sections.size(); number++) {
            int own = number;
            List<String> section = sections.get(own);
            tests.add(DynamicTest.dynamicTest(section.getFirst(), () -> {
                List<String> run = new Section(section).run();
                if (Expected.UPDATE) {
                    sections.set(own, run);
                    Files.write(GUIDE, sections.stream().flatMap(List::stream).toList());
                } else {
                    assertEquals(String.join("\n", section), String.join("\n", run), Expected.MESSAGE);
                }
            }));
        }
        long paths =
                sections.stream().filter(section -> section.contains(CONSOLE)).count();
        assertTrue(paths >= 11, paths + " paths are left");
        return tests;
    }
}
