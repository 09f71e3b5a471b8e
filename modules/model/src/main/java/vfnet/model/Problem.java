// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

/**
 * Something that could not be read, or that contradicts itself: one line for a person.
 *
 * @param where a path on the machine, or the command that was asked
 * @param what what is wrong there
 */
public record Problem(String where, String what) {
    private static final int MAX_CHARACTERS = 1000;

    /** Keeps one line of bounded length of each, whatever it quotes. */
    public Problem {
        where = OneLine.of(where, MAX_CHARACTERS);
        what = OneLine.of(what, MAX_CHARACTERS);
    }

    /**
     * {@return a problem for which the kernel gave an error number}
     *
     * @param where a path on the machine, or the command that was asked
     * @param errno the error number
     */
    public static Problem of(String where, Errno errno) {
        return new Problem(where, errno.toString());
    }

    @Override
    public String toString() {
        return where + ": " + what;
    }
}
