package vfnet.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A session as it would look on a terminal: a command, what it printed, what it said behind {@code ! }, and its exit
 * status in brackets unless that is 0. The commands in the file are what is run.
 */
public final class Transcript {
    public static final Path FOLDER = Path.of("tests/expected/list");
    private static final String PROMPT = "$ vfnet ";

    private Transcript() {}

    public static Path file(String machine) {
        return FOLDER.resolve(machine + ".txt");
    }

    /** What the session in this text looks like now. */
    public static String replay(List<String> commands) {
        return commands.stream().map(Transcript::replay).collect(Collectors.joining("\n"));
    }

    private static String replay(String command) {
        Outcome outcome = Cli.run(command.substring(PROMPT.length()).split(" +"));
        StringBuilder text = new StringBuilder(command).append('\n').append(outcome.out());
        outcome.err().lines().forEach(line -> text.append("! ").append(line).append('\n'));
        if (outcome.status() != 0) {
            text.append("[exit ").append(outcome.status()).append("]\n");
        }
        return text.toString();
    }

    /** The commands of a session; for a machine that has none yet, the usual three. */
    public static List<String> commands(String machine) throws IOException {
        if (Files.notExists(file(machine))) {
            String list = PROMPT + "--sysroot " + Machines.file(machine) + " list";
            return List.of(list, list + " --wide", list + " --json");
        }
        return Files.readAllLines(file(machine)).stream().filter(line -> line.startsWith(PROMPT)).toList();
    }
}
