// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.view;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vfnet.apply.plan.LivePort;
import vfnet.mac.SavedGuids;
import vfnet.model.Guid;
import vfnet.model.VfSettings;
import vfnet.model.desired.Configuration;
import vfnet.model.desired.SavedPort;

/** The saved GUIDs of InfiniBand VFs, seen from one port. */
final class ReservedGuids {
    private ReservedGuids() {}

    static SavedGuids of(Configuration configuration, SavedPort entry) {
        Map<Integer, VfSettings> own = new HashMap<>();
        entry.vfs().values().forEach(vf -> own.put(vf.index(), vf.settings()));
        return new SavedGuids(own, configuration.guidsBeside(entry));
    }

    /** A VF that has a GUID keeps it, and the one that is saved for it is given to no other. */
    static SavedGuids ofNewVfs(SavedGuids all, LivePort port) {
        Map<Integer, VfSettings> ofNew = new HashMap<>();
        Set<Guid> reserved = new HashSet<>(all.elsewhere());
        all.ofPort().forEach((index, kept) -> {
            VfSettings live = port.settings(index).orElse(VfSettings.UNKNOWN);
            ofNew.put(
                    index,
                    kept.withGuids(
                            unlessLive(kept.nodeGuid(), live.nodeGuid(), reserved),
                            unlessLive(kept.portGuid(), live.portGuid(), reserved)));
        });
        return new SavedGuids(ofNew, reserved);
    }

    private static Optional<Guid> unlessLive(Optional<Guid> kept, Optional<Guid> live, Set<Guid> reserved) {
        if (live.filter(Guid::isOfOne).isEmpty()) {
            return kept;
        }
        kept.filter(guid -> !live.equals(Optional.of(guid))).ifPresent(reserved::add);
        return Optional.empty();
    }
}
