// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vfnet.model.desired.SavedPort;

/**
 * A field in which two descriptions of a port differ: the one shape for drift, for a change of the saved configuration
 * and for {@code diff}. {@code VfDifference} in {@code vfnet.apply} is not a record of this kind: it computes the
 * commands that remove a difference.
 *
 * @param vf the VF, from 0; empty where it is a field of the port
 * @param field the field's name in the saved configuration: {@code vf_count}, {@code trust}
 * @param from the value in the first description; empty where it has none
 * @param to the value in the second description; empty where it has none
 */
public record Difference(Optional<Integer> vf, String field, Optional<String> from, Optional<String> to) {

    /** {@return {@code VF 1 trust off -> on}} */
    public String describe() {
        return vf.map(index -> "VF " + index + "  ").orElse("") + field + " " + from.orElse("-") + " -> "
                + to.orElse("-");
    }

    /**
     * {@return all differences: those of the port first, then those of each VF in order}
     *
     * @param one the first description
     * @param other the second
     */
    public static List<Difference> between(SavedPort one, SavedPort other) {
        PortComparison found = new PortComparison(Optional.empty(), new ArrayList<>());
        found.compare("interface", one.name(), other.name());
        found.compare("permanent_mac_address", one.permanentAddress(), other.permanentAddress());
        found.compare("pci_address", one.pciAddress(), other.pciAddress());
        found.compare("dev_port", Optional.of(one.devPort()), Optional.of(other.devPort()));
        found.compare("vf_count", Optional.of(one.count()), Optional.of(other.count()));
        found.compare("restore", Optional.of(one.restore()), Optional.of(other.restore()));
        found.compare("bridge_sync", Optional.of(one.bridgeSync()), Optional.of(other.bridgeSync()));
        found.compare("eswitch", one.eswitch(), other.eswitch());
        Set<Integer> indices = new TreeSet<>(one.vfs().keySet());
        indices.addAll(other.vfs().keySet());
        for (int index : indices) {
            found.of(index).compare(one.vf(index), other.vf(index));
        }
        return List.copyOf(found.differences());
    }

    /**
     * {@return the drift of a port: what is saved and can be read, and differs} What is not saved or cannot be read is
     * no drift, and neither is a new name or PCI address.
     *
     * @param live the live state
     * @param saved the saved configuration
     */
    public static List<Difference> driftOf(SavedPort live, SavedPort saved) {
        List<Difference> all = new ArrayList<>();
        for (Difference difference : between(live, saved)) {
            boolean ofPort = difference.vf().isEmpty();
            boolean counts = ofPort
                    ? difference.field().equals("vf_count")
                            || difference.field().equals("eswitch")
                    : difference.from().isPresent() && difference.to().isPresent();
            if (counts) {
                all.add(difference);
            }
        }
        return List.copyOf(all);
    }
}
