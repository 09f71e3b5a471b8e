// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Problem;
import vfnet.model.Reading;

/** Collects what was found in several places, some of which possibly could not be searched. */
public final class Findings<T> {
    private final List<T> found = new ArrayList<>(0);
    private Optional<Problem> failure = Optional.empty();

    void add(T one) {
        if (!found.contains(one)) {
            found.add(one);
        }
    }

    /** This place could not be searched. */
    void fail(Problem problem) {
        failure = failure.isPresent() ? failure : Optional.of(problem);
    }

    /** Why there may be further users; empty when every place was searched. */
    Optional<Problem> failure() {
        return failure;
    }

    /** What was found, even if some place could not be searched. */
    public List<T> found() {
        return List.copyOf(found);
    }

    /** Adds what a place has; absent is nothing. */
    void addAll(Reading<? extends List<? extends T>> place) {
        place.value().ifPresent(several -> several.forEach(this::add));
        place.problem().ifPresent(this::fail);
    }

    /** What was found; an empty result is valid only if every place was searched. */
    Reading<List<T>> outcome() {
        return found.isEmpty() && failure.isPresent()
                ? Reading.unreadable(failure.get())
                : Reading.of(List.copyOf(found));
    }
}
