// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.suite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A session as on a terminal: a command, its stdout, its stderr behind {@code ! }, and its exit status in brackets
 * unless that is 0. The commands in the file are what is run: in a pipe, or behind {@code COLUMNS=80} in a terminal of
 * that width.
 */
public final class Transcript {
    public static final Path FOLDER = Path.of("tests/expected/list");
    private static final Pattern COMMAND = Pattern.compile("\\$ (?:COLUMNS=(\\d+) )?vfnet (.*)");

    private Transcript() {}

    public static Path file(String machine) {
        return FOLDER.resolve(machine + ".txt");
    }

    /** The files of a folder, each a session. */
    public static List<Path> sessions(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** A session's commands print the same output. */
    public static void assertIsWhatItWas(Path session) throws IOException {
        List<String> commands = commands(session);
        assertFalse(commands.isEmpty(), "no '$ vfnet' line in " + session);
        Expected.assertIs(session, replay(commands));
    }

    private static List<String> commands(Path session) throws IOException {
        return Files.readAllLines(session).stream()
                .filter(line -> COMMAND.matcher(line).matches())
                .toList();
    }

    /** The present output of the session in this text. */
    public static String replay(List<String> commands) {
        return commands.stream().map(Transcript::replay).collect(Collectors.joining("\n"));
    }

    private static String replay(String command) {
        Matcher parts = COMMAND.matcher(command);
        assertTrue(parts.matches(), command);
        String[] words = parts.group(2).split(" +");
        Outcome outcome = parts.group(1) == null
                ? Cli.run(words)
                : Cli.inTerminal(Integer.parseInt(parts.group(1)), Cli.NOWHERE, words);
        StringBuilder text =
                new StringBuilder(command).append('\n').append(outcome.out().replace('\033', '␛'));
        outcome.err().lines().forEach(line -> text.append("! ").append(line).append('\n'));
        if (outcome.status() != 0) {
            text.append("[exit ").append(outcome.status()).append("]\n");
        }
        return text.toString();
    }

    /** The commands of a session; for a machine that has none yet, the usual three. */
    public static List<String> commands(String machine) throws IOException {
        if (Files.notExists(file(machine))) {
            String list = "$ vfnet --sysroot " + Machines.file(machine) + " list";
            return List.of(list, list + " --wide", list + " --json");
        }
        return commands(file(machine));
    }
}
