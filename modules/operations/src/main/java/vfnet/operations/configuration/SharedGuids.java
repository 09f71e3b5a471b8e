// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
        for (SavedPort port : saved.ports()) {
            if (changes.stream()
                    .noneMatch(change ->
                            change.before().filter(before -> before == port).isPresent())) {
                port.vfs().values().forEach(vf -> guids(vf).forEach(guid -> owners.putIfAbsent(guid, name(port, vf))));
            }
        }
    }

    /** The VFs that are saved without a GUID, and why. */
    List<Problem> dropped() {
        return dropped;
    }

    /** The change, without the GUIDs that belong to others. */
    PersistChange without(PersistChange change) {
        if (change.after().isEmpty()) {
            return change;
        }
        SavedPort port = change.after().get();
        SortedMap<Integer, SavedVf> vfs = new TreeMap<>(port.vfs());
        vfs.replaceAll((_, vf) -> without(port, vf));
        return new PersistChange(change.before(), Optional.of(port.withVfs(port.count(), vfs)));
    }

    private SavedVf without(SavedPort port, SavedVf vf) {
        String name = name(port, vf);
        guids(vf).forEach(guid -> owners.putIfAbsent(guid, name));
        Optional<Guid> node = vf.settings().nodeGuid().filter(guid -> name.equals(owners.get(guid)));
        Optional<Guid> own = vf.settings().portGuid().filter(guid -> name.equals(owners.get(guid)));
        if (node.equals(vf.settings().nodeGuid()) && own.equals(vf.settings().portGuid())) {
            return vf;
        }
        Guid shared = guids(vf)
                .filter(guid -> !name.equals(owners.get(guid)))
                .findFirst()
                .orElseThrow();
        String place = port.name()
                .map(Object::toString)
                .or(() -> port.pciAddress().map(Object::toString))
                .orElse("PORT");
        dropped.add(new Problem(
                name,
                "has the GUID " + shared + " of " + owners.get(shared) + ", so it is not saved and a generated one "
                        + "replaces it at the next boot; to give it its own now: vfnet vf " + place + " " + vf.index()
                        + " --node-guid auto --port-guid auto --persist"));
        return new SavedVf(vf.index(), vf.settings().withGuids(node, own), vf.driver(), vf.label());
    }

    private static Stream<Guid> guids(SavedVf vf) {
        return Stream.of(vf.settings().nodeGuid(), vf.settings().portGuid()).flatMap(Optional::stream);
    }

    private static String name(SavedPort port, SavedVf vf) {
        return "VF " + vf.index() + " of " + port.title();
    }
}
