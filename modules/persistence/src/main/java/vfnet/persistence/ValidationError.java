// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import vfnet.model.OneLine;

/**
 * Something wrong in the saved configuration.
 *
 * @param place where in the file: {@code line 12 (/ports/1/vf_count)}
 * @param what what is wrong there and what is allowed
 */
public record ValidationError(String place, String what) {
    private static final int MAX_CHARACTERS = 300;

    /** Keeps one line of bounded length of each, whatever it quotes. */
    public ValidationError {
        place = OneLine.of(place, MAX_CHARACTERS);
        what = OneLine.of(what, MAX_CHARACTERS);
    }

    @Override
    public String toString() {
        return place + ": " + what;
    }
}
