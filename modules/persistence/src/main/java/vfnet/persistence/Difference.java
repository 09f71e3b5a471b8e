// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vfnet.model.desired.SavedPort;

/**
 * One thing in which two descriptions of a port differ.
 *
 * @param vf the VF that it is about, from 0; empty where it is about the port
 * @param field as the configuration calls it: {@code vf_count}, {@code trust}
 * @param from what the first one says; empty where it says nothing
 * @param to what the second one says; empty where it says nothing
 */
public record Difference(Optional<Integer> vf, String field, Optional<String> from, Optional<String> to) {

    /** {@return {@code VF 1 trust off -> on}} */
    public String words() {
        return vf.map(index -> "VF " + index + "  ").orElse("") + field + " " + from.orElse("-") + " -> "
                + to.orElse("-");
    }

    /**
     * {@return everything in which the descriptions differ: first the port's, then each VF's, in their order}
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
        Set<Integer> indices = new TreeSet<>(one.vfs().keySet());
        indices.addAll(other.vfs().keySet());
        for (int index : indices) {
            found.of(index).compare(one.vf(index), other.vf(index));
        }
        return List.copyOf(found.differences());
    }

    /**
     * {@return what a live port must change to be as saved, where both say something: what nobody saved or nobody can
     * read is no difference, and neither is a new name or place}
     *
     * @param live how the port is
     * @param saved how it shall be
     */
    public static List<Difference> driftOf(SavedPort live, SavedPort saved) {
        List<Difference> all = new ArrayList<>();
        for (Difference difference : between(live, saved)) {
            boolean ofPort = difference.vf().isEmpty();
            boolean counts = ofPort
                    ? difference.field().equals("vf_count")
                    : difference.from().isPresent() && difference.to().isPresent();
            if (counts) {
                all.add(difference);
            }
        }
        return List.copyOf(all);
    }
}
