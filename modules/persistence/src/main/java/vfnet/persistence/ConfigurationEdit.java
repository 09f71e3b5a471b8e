// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vfnet.model.desired.Configuration;
import vfnet.model.desired.SavedPort;

/**
 * Changes of the saved configuration. What is not named here is not changed, to the last field.
 *
 * @param changed by position in {@code ports}, from 0, the new entry; empty for one that is removed
 * @param added new entries, in order
 */
public record ConfigurationEdit(Map<Integer, Optional<SavedPort>> changed, List<SavedPort> added) {

    /** Copies what it is given. */
    public ConfigurationEdit {
        changed = Map.copyOf(new TreeMap<>(changed));
        added = List.copyOf(added);
    }

    /**
     * {@return whether a configuration is as after this edit} Then its text stays as it is, however it is written.
     *
     * @param configuration what the positions are about
     */
    boolean isDoneIn(Configuration configuration) {
        return added.isEmpty()
                && changed.entrySet().stream()
                        .allMatch(change -> change.getValue()
                                .filter(configuration.ports().get(change.getKey())::equals)
                                .isPresent());
    }

    /** {@return whether nothing changes} */
    public boolean isEmpty() {
        return changed.isEmpty() && added.isEmpty();
    }
}
