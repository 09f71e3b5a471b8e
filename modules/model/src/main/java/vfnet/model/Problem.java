// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

/**
 * Something that could not be read, or contradicts itself, as one line for people.
 *
 * @param where a path on the machine, or a command that vfnet ran
 * @param what what is wrong there
 */
public record Problem(String where, String what) {
    private static final int MAX_CHARACTERS = 1000;

    /** Keeps both on one line of bounded length, whatever they quote. */
    public Problem {
        where = OneLine.of(where, MAX_CHARACTERS);
        what = OneLine.of(what, MAX_CHARACTERS);
    }

    /**
     * {@return a problem with an error number of the kernel}
     *
     * @param where a path on the machine, or a command that vfnet ran
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
