// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.util.Optional;
import vfnet.model.inventory.PfPort;

/** Which port of the machine an entry of the saved configuration means. */
public sealed interface PortMatch {

    /**
     * The entry means this port.
     *
     * @param port the port of the machine
     */
    record Found(PfPort port) implements PortMatch {}

    /**
     * The port is absent. It may still appear: some cards are found late at boot.
     *
     * @param reason what is missing
     */
    record Absent(String reason) implements PortMatch {}

    /**
     * The port must not be changed: another card is in its place, or several ports could be meant.
     *
     * @param reason why, and what to do
     * @param there the other card's port, where another card is in its place
     */
    record Refused(String reason, Optional<PfPort> there) implements PortMatch {
        /** @param reason why, and what to do */
        Refused(String reason) {
            this(reason, Optional.empty());
        }
    }

    /** {@return the port, where there is one} */
    default Optional<PfPort> found() {
        return this instanceof Found(PfPort port) ? Optional.of(port) : Optional.empty();
    }
}
