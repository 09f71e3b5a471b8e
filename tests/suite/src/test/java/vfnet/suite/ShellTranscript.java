// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.suite;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Shell commands and their output: each command behind {@code $ }, its stderr behind {@code ! }, and its exit status in
 * brackets unless that is 0. The commands in the text are run.
 */
public final class ShellTranscript {
    /** The exit status of a process that was ended by signal N is this and N. */
    private static final int SIGNAL = 128;

    private static final String PROMPT = "$ ";

    private ShellTranscript() {}

    /** The commands of a transcript, in order. */
    public static List<String> commands(String text) {
        return text.lines()
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> line.substring(PROMPT.length()))
                .toList();
    }

    /** The present output of the session. */
    public static String replay(List<String> commands, Function<String, Outcome> shell) {
        return commands.stream()
                .map(command -> text(command, shell.apply(command)))
                .collect(Collectors.joining("\n"));
    }

    /** What a signal has ended must not become what is expected. */
    private static String text(String command, Outcome outcome) {
        assertTrue(outcome.status() < SIGNAL, command + " was ended by a signal");
        StringBuilder text =
                new StringBuilder(PROMPT).append(command).append('\n').append(outcome.out());
        outcome.err().lines().forEach(line -> text.append("! ").append(line).append('\n'));
        if (outcome.status() != 0) {
            text.append("[exit ").append(outcome.status()).append("]\n");
        }
        return text.toString();
    }
}
