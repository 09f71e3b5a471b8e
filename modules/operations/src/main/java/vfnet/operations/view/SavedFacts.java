// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.view;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.persistence.Difference;

/** The saved settings of a VF, by their names in the configuration. */
public final class SavedFacts {
    private SavedFacts() {}

    /**
     * {@return what is saved of a VF; empty where nothing is}
     *
     * @param vf the VF's entry in the saved configuration
     */
    public static List<Difference> of(SavedVf vf) {
        TreeMap<Integer, SavedVf> said = new TreeMap<>();
        said.put(vf.index(), vf);
        return Difference.between(port(vf.index() + 1, new TreeMap<>()), port(vf.index() + 1, said));
    }

    private static SavedPort port(int count, SortedMap<Integer, SavedVf> vfs) {
        return new SavedPort(Optional.empty(), Optional.empty(), 0, Optional.empty(), count, vfs);
    }
}
