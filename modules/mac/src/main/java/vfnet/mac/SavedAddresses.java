// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import java.util.Map;
import java.util.Set;
import vfnet.model.MacAddress;

/**
 * The addresses in the saved configuration.
 *
 * @param ofPort those of the port in question, by VF index
 * @param elsewhere those of all other ports, present or absent: they are never given to another VF
 */
public record SavedAddresses(Map<Integer, MacAddress> ofPort, Set<MacAddress> elsewhere) {
    public static final SavedAddresses NONE = new SavedAddresses(Map.of(), Set.of());

    /** Copies what it is given. */
    public SavedAddresses {
        ofPort = Map.copyOf(ofPort);
        elsewhere = Set.copyOf(elsewhere);
    }
}
