// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vfnet.model.Guid;
import vfnet.model.Problem;
import vfnet.model.desired.Configuration;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/**
 * Resolves GUIDs that several VFs of InfiniBand ports have: the file can hold each for one VF only. What is saved and
 * stays takes precedence, then the first VF.
 */
final class SharedGuids {
    private final Map<Guid, String> owners = new HashMap<>();
    private final List<Problem> dropped = new ArrayList<>();

    SharedGuids(Configuration saved, List<PersistChange> changes) {
        for (SavedPort port : PersistChange.others(saved, changes)) {
            port.vfs().values().forEach(vf -> own(port, vf));
        }
    }

    /** The VFs that are saved without a GUID, and why. */
    List<Problem> dropped() {
        return dropped;
    }

    /** The change, without the GUIDs that belong to others. */
    PersistChange without(PersistChange change) {
        return change.withEach(this::without);
    }

    private void own(SavedPort port, SavedVf vf) {
        guids(vf).forEach(guid -> owners.putIfAbsent(guid, port.title(vf)));
    }

    private SavedVf without(SavedPort port, SavedVf vf) {
        String name = port.title(vf);
        own(port, vf);
        Optional<Guid> node = vf.settings().nodeGuid().filter(guid -> name.equals(owners.get(guid)));
        Optional<Guid> own = vf.settings().portGuid().filter(guid -> name.equals(owners.get(guid)));
        if (node.equals(vf.settings().nodeGuid()) && own.equals(vf.settings().portGuid())) {
            return vf;
        }
        Guid shared = guids(vf)
                .filter(guid -> !name.equals(owners.get(guid)))
                .findFirst()
                .orElseThrow();
        dropped.add(new Problem(
                name,
                "has the GUID " + shared + " of " + owners.get(shared) + ", so it is not saved and a generated one "
                        + "replaces it at the next boot; to give it its own now: vfnet vf " + port.argument() + " "
                        + vf.index()
                        + " --node-guid auto --port-guid auto --persist"));
        return vf.with(vf.settings().withGuids(node, own));
    }

    private static Stream<Guid> guids(SavedVf vf) {
        return Stream.of(vf.settings().nodeGuid(), vf.settings().portGuid()).flatMap(Optional::stream);
    }
}
