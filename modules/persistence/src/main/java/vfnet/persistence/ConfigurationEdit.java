// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vfnet.model.desired.SavedPort;

/**
 * What shall be different in the saved configuration. What is not named here stays as it is, to the last field.
 *
 * @param changed by position in {@code ports}, from 0, what an entry shall be; empty for one that shall go
 * @param added new entries, in their order
 */
public record ConfigurationEdit(Map<Integer, Optional<SavedPort>> changed, List<SavedPort> added) {

    /** Keeps its own copy of what it is given. */
    public ConfigurationEdit {
        changed = Map.copyOf(new TreeMap<>(changed));
        added = List.copyOf(added);
    }

    /** {@return whether nothing shall be different} */
    public boolean isEmpty() {
        return changed.isEmpty() && added.isEmpty();
    }
}
