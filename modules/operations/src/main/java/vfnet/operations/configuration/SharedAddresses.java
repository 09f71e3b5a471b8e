// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.desired.Configuration;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/**
 * Resolves addresses that several VFs have, or a VF and a port: the file can hold each only once. A port's own address
 * takes precedence, then what is saved and stays, then the VF that was saved with it, then the first one.
 */
final class SharedAddresses {
    private final Map<MacAddress, String> owners = new HashMap<>();
    private final List<Problem> dropped = new ArrayList<>();

    SharedAddresses(Configuration saved, List<PersistChange> changes) {
        changes.forEach(change -> change.after()
                .flatMap(SavedPort::permanentAddress)
                .ifPresent(address ->
                        owners.put(address, "the port " + change.port().title())));
        for (SavedPort port : PersistChange.others(saved, changes)) {
            port.permanentAddress().ifPresent(address -> owners.putIfAbsent(address, "the port " + port.title()));
            port.vfs().values().forEach(vf -> own(port, vf));
        }
        for (PersistChange change : changes) {
            change.after()
                    .ifPresent(after -> after.vfs().values().stream()
                            .filter(vf -> wasSaved(change, vf))
                            .forEach(vf -> own(after, vf)));
        }
    }

    private static boolean wasSaved(PersistChange change, SavedVf vf) {
        return change.before()
                .flatMap(before -> before.vf(vf.index()).settings().address())
                .equals(vf.settings().address());
    }

    private void own(SavedPort port, SavedVf vf) {
        vf.settings().address().ifPresent(address -> owners.putIfAbsent(address, port.title(vf)));
    }

    /** The VFs that are saved without their address, and why. */
    List<Problem> dropped() {
        return dropped;
    }

    /** The change, without the addresses that belong to others. */
    PersistChange without(PersistChange change) {
        return change.withEach(this::without);
    }

    private SavedVf without(SavedPort port, SavedVf vf) {
        own(port, vf);
        Optional<String> owner = vf.settings().address().map(owners::get);
        if (owner.isEmpty() || owner.get().equals(port.title(vf))) {
            return vf;
        }
        dropped.add(new Problem(
                port.title(vf),
                "has the address " + vf.settings().address().get() + " of " + owner.get()
                        + ", so its address is not saved and a generated one replaces it at the next boot; to give "
                        + "it its own now: vfnet vf "
                        + port.argument() + " " + vf.index() + " --mac auto --persist"));
        return vf.with(vf.settings().withAddress(Optional.empty()));
    }
}
