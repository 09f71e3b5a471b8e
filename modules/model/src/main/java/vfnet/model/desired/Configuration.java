// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.desired;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vfnet.model.Guid;
import vfnet.model.MacAddress;

/**
 * The saved configuration: the desired state after a boot.
 *
 * @param ports in the order in which they are saved
 */
public record Configuration(List<SavedPort> ports) {
    public static final Configuration EMPTY = new Configuration(List.of());

    /** Copies the list. */
    public Configuration {
        ports = List.copyOf(ports);
    }

    /**
     * {@return every VF address that is saved for a port other than this entry's}
     *
     * @param entry one of the entries, or a new one
     */
    public Set<MacAddress> addressesBeside(SavedPort entry) {
        Set<MacAddress> addresses = new HashSet<>();
        for (SavedPort port : ports) {
            if (!port.isSamePortAs(entry)) {
                for (SavedVf vf : port.vfs().values()) {
                    vf.settings().address().ifPresent(addresses::add);
                }
            }
        }
        return addresses;
    }

    /**
     * {@return the GUIDs that are saved for VFs of other ports}
     *
     * @param entry the port in question
     */
    public Set<Guid> guidsBeside(SavedPort entry) {
        Set<Guid> guids = new HashSet<>();
        for (SavedPort port : ports) {
            if (!port.isSamePortAs(entry)) {
                for (SavedVf vf : port.vfs().values()) {
                    vf.settings().nodeGuid().ifPresent(guids::add);
                    vf.settings().portGuid().ifPresent(guids::add);
                }
            }
        }
        return guids;
    }
}
