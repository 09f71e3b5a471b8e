// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.boot;

import java.util.List;
import java.util.Optional;

/** A piece of a script. */
sealed interface ShellNode {

    /**
     * A command.
     *
     * @param line where it begins
     * @param words its words
     * @param output the file that its output goes into
     * @param input the command before a pipe, whose output it reads
     */
    record Simple(int line, List<ShellToken> words, Optional<ShellToken> output, Optional<Simple> input)
            implements ShellNode {}

    /**
     * A loop over words.
     *
     * @param variable its variable
     * @param values the words
     * @param body what is repeated
     */
    record Loop(String variable, List<ShellToken> values, List<ShellNode> body) implements ShellNode {}

    /**
     * A loop or an {@code if}, which is removed as a whole or not at all.
     *
     * @param lines from its first word to its last
     * @param body what is in it
     */
    record Block(Lines lines, List<ShellNode> body) implements ShellNode {}

    /**
     * Some lines.
     *
     * @param first counted from 1
     * @param last the last one
     */
    record Lines(int first, int last) {}

    /**
     * What may be run or not.
     *
     * @param reason why only a shell knows
     * @param body it
     */
    record Uncertain(String reason, List<ShellNode> body) implements ShellNode {}
}
