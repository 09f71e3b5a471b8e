// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import vfnet.model.desired.SavedPort;
import vfnet.persistence.Difference;

/**
 * The change of one entry of the saved configuration, whose {@link Difference}s follow from the two.
 *
 * @param before what was saved; empty for a new entry
 * @param after what will be saved; empty for an entry that is removed
 */
public record PersistChange(Optional<SavedPort> before, Optional<SavedPort> after) {

    /** What happens to an entry. */
    public enum Kind {
        /** Nothing was saved for the port. */
        ADDED("added"),
        /** It is forgotten. */
        REMOVED("removed"),
        /** It says something else. */
        CHANGED("changed"),
        /** It says the same as before. */
        UNCHANGED("unchanged");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** {@return its name in JSON documents, which never changes} */
        public String id() {
            return id;
        }
    }

    /** {@return what happens to it} */
    public Kind kind() {
        if (before.isEmpty()) {
            return Kind.ADDED;
        }
        return after.isEmpty() ? Kind.REMOVED : differences().isEmpty() ? Kind.UNCHANGED : Kind.CHANGED;
    }

    /** {@return the entry as it will be, or was where it is forgotten} */
    public SavedPort port() {
        return after.or(() -> before).orElseThrow();
    }

    /**
     * {@return in what the entry changes} Of a new entry that is everything it says, since nothing stood there, not
     * even a zero; of a forgotten one it is nothing.
     */
    public List<Difference> differences() {
        if (after.isEmpty() || before.isPresent()) {
            return after.isEmpty() ? List.of() : Difference.between(before.get(), after.get());
        }
        return Difference.between(nothing(), after.get()).stream()
                .map(difference ->
                        new Difference(difference.vf(), difference.field(), Optional.empty(), difference.to()))
                .toList();
    }

    private static SavedPort nothing() {
        return new SavedPort(Optional.empty(), Optional.empty(), 0, Optional.empty(), 0, new TreeMap<>());
    }
}
