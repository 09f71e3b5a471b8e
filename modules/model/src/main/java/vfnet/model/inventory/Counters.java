// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.Optional;

/**
 * What passed through a network interface, or through a VF, since it was created.
 *
 * @param received what it received
 * @param sent what it sent
 */
public record Counters(Direction received, Direction sent) {

    /**
     * Counters of one direction. Each is empty where the driver does not count it.
     *
     * @param bytes without the frames' checksums, as most drivers count
     * @param packets good packets
     * @param errors bad packets
     * @param dropped good packets that found no buffer
     * @param multicast the multicast packets among them
     * @param broadcast the broadcast packets among them
     */
    public record Direction(
            Optional<Long> bytes,
            Optional<Long> packets,
            Optional<Long> errors,
            Optional<Long> dropped,
            Optional<Long> multicast,
            Optional<Long> broadcast) {

        /** {@return whether nothing was counted} */
        public boolean isEmpty() {
            return bytes.isEmpty()
                    && packets.isEmpty()
                    && errors.isEmpty()
                    && dropped.isEmpty()
                    && multicast.isEmpty()
                    && broadcast.isEmpty();
        }
    }
}
