// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import vfnet.model.OneLine;

/**
 * An error in the saved configuration.
 *
 * @param place where in the file: {@code line 12 (/ports/1/vf_count)}
 * @param what what is wrong there and what is allowed
 */
public record ValidationError(String place, String what) {
    private static final int MAX_CHARACTERS = 300;

    /** Keeps both on one line of bounded length, whatever they quote. */
    public ValidationError {
        place = OneLine.of(place, MAX_CHARACTERS);
        what = OneLine.of(what, MAX_CHARACTERS);
    }

    @Override
    public String toString() {
        return place + ": " + what;
    }
}
