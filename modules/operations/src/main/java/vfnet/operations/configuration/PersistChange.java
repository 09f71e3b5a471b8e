// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import vfnet.model.desired.Configuration;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
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
        /** It is removed. */
        REMOVED("removed"),
        /** It is changed. */
        CHANGED("changed"),
        /** It stays the same. */
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

    /** {@return the entry as it will be, or was if it is removed} */
    public SavedPort port() {
        return after.or(() -> before).orElseThrow();
    }

    /**
     * {@return the changed fields} Of a new entry all of them, since nothing was saved before, not even a zero; of a
     * removed one none.
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

    /** The same with other VFs; that of an entry that is removed has none. */
    PersistChange withEach(BiFunction<SavedPort, SavedVf, SavedVf> changed) {
        if (after.isEmpty()) {
            return this;
        }
        SavedPort port = after.get();
        SortedMap<Integer, SavedVf> vfs = new TreeMap<>(port.vfs());
        vfs.replaceAll((_, vf) -> changed.apply(port, vf));
        return new PersistChange(before, Optional.of(port.withVfs(port.count(), vfs)));
    }

    /** The saved entries that no change is about. */
    static List<SavedPort> others(Configuration saved, List<PersistChange> changes) {
        List<SavedPort> others = new ArrayList<>();
        for (SavedPort port : saved.ports()) {
            if (!isChanged(port, changes)) {
                others.add(port);
            }
        }
        return others;
    }

    private static boolean isChanged(SavedPort port, List<PersistChange> changes) {
        for (PersistChange change : changes) {
            if (change.before().isPresent() && change.before().get() == port) {
                return true;
            }
        }
        return false;
    }

    private static SavedPort nothing() {
        return new SavedPort(Optional.empty(), Optional.empty(), 0, Optional.empty(), 0, new TreeMap<>());
    }
}
