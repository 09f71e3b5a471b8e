// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vfnet.model.Guid;
import vfnet.model.MacAddress;
import vfnet.model.VfLabel;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.persistence.ConfigurationParser.PlacedPort;

/** Finds entries that contradict each other. The first of two is valid; the second is not. */
final class ConsistencyCheck {
    private final List<SavedPort> sound = new ArrayList<>();
    private final Set<String> identities = new HashSet<>();
    private final Map<MacAddress, String> vfAddresses = new HashMap<>();
    private final Map<MacAddress, String> portAddresses = new HashMap<>();
    private final Map<VfLabel, String> labels = new HashMap<>();
    private final Map<Guid, String> guids = new HashMap<>();
    private final ValidationErrors flaws;

    private ConsistencyCheck(ValidationErrors flaws) {
        this.flaws = flaws;
    }

    /** The valid entries; the errors of the others are added to {@code flaws}. */
    static List<SavedPort> without(List<PlacedPort> ports, ValidationErrors flaws) {
        ConsistencyCheck found = new ConsistencyCheck(flaws);
        for (PlacedPort port : ports) {
            found.take(port);
        }
        return found.sound;
    }

    private void take(PlacedPort placed) {
        SavedPort port = placed.port();
        Optional<String> contradiction = contradiction(port);
        if (contradiction.isPresent()) {
            flaws.add(placed.place(), contradiction.get());
            return;
        }
        sound.add(port);
        identities.add(identity(port));
        port.permanentAddress().ifPresent(address -> portAddresses.putIfAbsent(address, "the port " + port.title()));
        String owner = " of " + port.title();
        for (SavedVf vf : port.vfs().values()) {
            vf.settings().address().ifPresent(address -> vfAddresses.put(address, "VF " + vf.index() + owner));
            vf.label().ifPresent(label -> labels.put(label, "VF " + vf.index() + owner));
            guids(vf).forEach(guid -> guids.put(guid, "VF " + vf.index() + owner));
        }
    }

    /** Equal for entries that mean one port ({@link SavedPort#isSamePortAs}). */
    private static String identity(SavedPort port) {
        boolean byName = port.permanentAddress().isEmpty() && port.pciAddress().isEmpty();
        return port.permanentAddress() + " " + port.pciAddress() + " " + port.devPort()
                + (byName ? " " + port.name() : "");
    }

    private Optional<String> contradiction(SavedPort port) {
        if (identities.contains(identity(port))) {
            return Optional.of(port.title() + " is described twice; the first description is used");
        }
        Optional<String> owner = port.permanentAddress().map(vfAddresses::get);
        if (owner.isPresent()) {
            return Optional.of(
                    "its permanent_mac_address is the address of " + owner.get() + "; every address must be another");
        }
        return sameInVfs(port);
    }

    /** A node with one port may have the same GUID for both. */
    private static Set<Guid> guids(SavedVf vf) {
        Set<Guid> guids = new HashSet<>(2);
        if (vf.settings().nodeGuid().isPresent()) {
            guids.add(vf.settings().nodeGuid().get());
        }
        if (vf.settings().portGuid().isPresent()) {
            guids.add(vf.settings().portGuid().get());
        }
        return guids;
    }

    private Optional<String> sameInVfs(SavedPort port) {
        Map<MacAddress, String> own = new HashMap<>();
        port.permanentAddress().ifPresent(address -> own.put(address, "the port itself"));
        Map<VfLabel, String> ownLabels = new HashMap<>();
        Map<Guid, String> ownGuids = new HashMap<>();
        for (SavedVf vf : port.vfs().values()) {
            String name = "VF " + vf.index();
            Optional<String> taken = vf.settings()
                    .address()
                    .flatMap(address -> Optional.ofNullable(vfAddresses.get(address))
                            .or(() -> Optional.ofNullable(own.putIfAbsent(address, name)))
                            .or(() -> Optional.ofNullable(portAddresses.get(address))));
            if (taken.isPresent()) {
                return Optional.of(name + " has the address "
                        + vf.settings().address().get() + " of " + taken.get() + "; every address must be another");
            }
            Optional<String> labelled = vf.label()
                    .flatMap(label -> Optional.ofNullable(labels.get(label))
                            .or(() -> Optional.ofNullable(ownLabels.putIfAbsent(label, name))));
            if (labelled.isPresent()) {
                return Optional.of(name + " has the label " + vf.label().get() + " of " + labelled.get()
                        + "; every label must be another");
            }
            for (Guid guid : guids(vf)) {
                Optional<String> other = Optional.ofNullable(guids.get(guid))
                        .or(() -> Optional.ofNullable(ownGuids.putIfAbsent(guid, name)));
                if (other.isPresent()) {
                    return Optional.of(
                            name + " has the GUID " + guid + " of " + other.get() + "; every GUID must be another");
                }
            }
        }
        return Optional.empty();
    }
}
