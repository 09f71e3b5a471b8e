// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.boot;

import java.util.Optional;
import vfnet.model.desired.SavedPort;
import vfnet.operations.view.PfRow;

/** The start of the host: all that is saved. */
public record EveryPort() implements BootScope {
    @Override
    public boolean holds(PfRow row) {
        return true;
    }

    /** An entry with only a name may never have had a port here. */
    @Override
    public boolean expects(SavedPort entry) {
        return entry.permanentAddress().isPresent() || entry.pciAddress().isPresent();
    }

    @Override
    public boolean misses(SavedPort entry) {
        return true;
    }

    @Override
    public Optional<String> leaves(SavedPort entry, PfRow row) {
        return Optional.empty();
    }
}
