// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Problem;
import vfnet.model.Reading;

/** What was found in several places, some of which could perhaps not be looked at. */
public final class Findings<T> {
    private final List<T> found = new ArrayList<>(0);
    private Optional<Problem> failure = Optional.empty();

    void add(T one) {
        if (!found.contains(one)) {
            found.add(one);
        }
    }

    /** Nobody can say what is in this place. */
    void fail(Problem problem) {
        failure = failure.or(() -> Optional.of(problem));
    }

    /** Why somebody may be there unseen; empty when every place was looked at. */
    Optional<Problem> failure() {
        return failure;
    }

    /** What was found, whatever could not be looked at. */
    public List<T> found() {
        return List.copyOf(found);
    }

    /** Takes what a place says; absent is nothing. */
    void addAll(Reading<? extends List<? extends T>> place) {
        place.value().ifPresent(several -> several.forEach(this::add));
        place.problem().ifPresent(this::fail);
    }

    /** Whatever was found; where nothing was, it must not be taken for nothing unless every place was looked at. */
    Reading<List<T>> outcome() {
        return found.isEmpty() && failure.isPresent()
                ? Reading.unreadable(failure.get())
                : Reading.of(List.copyOf(found));
    }
}
