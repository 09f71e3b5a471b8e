// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is found when it is first asked for, and then known. Not thread-safe.
 *
 * @param <T> what is found
 */
public final class Once<T> implements Supplier<T> {
    private final Supplier<T> search;
    private Optional<T> found = Optional.empty();

    /**
     * Nothing is searched for yet.
     *
     * @param search finds it
     */
    public Once(Supplier<T> search) {
        this.search = search;
    }

    @Override
    public T get() {
        if (found.isEmpty()) {
            found = Optional.of(search.get());
        }
        return found.get();
    }
}
