// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.util.ArrayList;
import java.util.List;

/** Collects errors, and only counts those beyond what anybody would read: a file may consist of nothing else. */
final class ValidationErrors {
    private static final int MAX = 100;

    private final List<ValidationError> first = new ArrayList<>();
    private int count;

    void add(String place, String what) {
        count++;
        if (count <= MAX) {
            first.add(new ValidationError(place, what));
        }
    }

    /** The number of errors, including those that are only counted. */
    int count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    List<ValidationError> all() {
        List<ValidationError> all = new ArrayList<>(first);
        if (count > MAX) {
            all.add(new ValidationError("the whole file", "has " + (count - MAX) + " more of this kind"));
        }
        return all;
    }
}
