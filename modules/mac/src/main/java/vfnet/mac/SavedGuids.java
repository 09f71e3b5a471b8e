// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import java.util.Map;
import java.util.Set;
import vfnet.model.Guid;
import vfnet.model.VfSettings;

/**
 * The GUIDs in the saved configuration.
 *
 * @param ofPort the settings of the VFs of the port in question, by VF index
 * @param elsewhere those of all other ports, present or absent: they are never given to another VF
 */
public record SavedGuids(Map<Integer, VfSettings> ofPort, Set<Guid> elsewhere) {
    /** Nothing is saved. */
    public static final SavedGuids NONE = new SavedGuids(Map.of(), Set.of());

    /** Copies what it is given. */
    public SavedGuids {
        ofPort = Map.copyOf(ofPort);
        elsewhere = Set.copyOf(elsewhere);
    }

    VfSettings of(int vfIndex) {
        return ofPort.getOrDefault(vfIndex, VfSettings.UNKNOWN);
    }
}
