// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.boot;

import java.util.List;

/**
 * A word or an operator of a script.
 *
 * @param line where it is, counted from 1
 * @param operator such as {@code ;} or a newline; empty for a word
 * @param parts the word, in pieces of one kind
 */
record ShellToken(int line, String operator, List<Part> parts) {

    /** What a piece of a word stands for. */
    enum Kind {
        /** Itself. */
        TEXT,
        /** The value of a variable. */
        VARIABLE,
        /** What only a shell can compute. */
        COMPUTED
    }

    /**
     * A piece of a word.
     *
     * @param kind its kind
     * @param text its text, or the name of the variable
     * @param quoted whether blanks in it separate no words
     */
    record Part(Kind kind, String text, boolean quoted) {}

    static ShellToken operator(int line, String operator) {
        return new ShellToken(line, operator, List.of());
    }

    boolean isWord() {
        return operator.isEmpty();
    }

    /** Whether it is this word of the shell's grammar, which is never quoted. */
    boolean is(String reserved) {
        return isWord() && parts.size() == 1 && parts.getFirst().equals(new Part(Kind.TEXT, reserved, false));
    }
}
