// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.util.Optional;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;

/** Which port of the machine an entry of the saved configuration means. */
public sealed interface PortMatch {

    /**
     * This one.
     *
     * @param pf its PF
     * @param port empty for a PF without an interface, which only its PCI address tells
     */
    record Found(PhysicalFunction pf, Optional<Port> port) implements PortMatch {}

    /**
     * It is not there. It may come yet: cards come late at boot.
     *
     * @param words what is missing
     */
    record Absent(String words) implements PortMatch {}

    /**
     * Nobody may act on it: another card sits where it sat, or several ports could be meant.
     *
     * @param words why, and what to do
     * @param there the other card's port, where one sits where it sat
     */
    record Refused(String words, Optional<Found> there) implements PortMatch {

        /** @param words why, and what to do */
        Refused(String words) {
            this(words, Optional.empty());
        }
    }

    /** {@return the port, where there is one} */
    default Optional<Found> found() {
        return this instanceof Found found ? Optional.of(found) : Optional.empty();
    }
}
