// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.boot;

import java.util.List;
import java.util.Optional;

/**
 * A command with the values of its words.
 *
 * @param line where it is, counted from 1
 * @param words its words
 * @param output the file that its output goes into
 * @param input the words of the command before a pipe
 * @param doubt why it is not known whether it is run, or with which words
 * @param block the loop or condition around it
 */
record ShellCommand(
        int line,
        List<String> words,
        Optional<String> output,
        List<String> input,
        Optional<String> doubt,
        Optional<ShellNode.Lines> block) {

    ShellCommand doubted(String why) {
        return new ShellCommand(line, words, output, input, doubt.or(() -> Optional.of(why)), block);
    }

    /** Its text, as far as it matters here. */
    String text() {
        return String.join(" ", input)
                + (input.isEmpty() ? "" : " | ")
                + String.join(" ", words)
                + output.map(file -> " > " + file).orElse("");
    }
}
