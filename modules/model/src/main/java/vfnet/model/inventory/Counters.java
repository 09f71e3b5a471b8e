// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.Optional;

/**
 * What passed through a network interface, or through a VF, since it was made.
 *
 * @param received what came in
 * @param sent what went out
 */
public record Counters(Direction received, Direction sent) {

    /**
     * One way. Each is empty where whoever counts does not count it.
     *
     * @param bytes without the frames' checksums, as most drivers count
     * @param packets good ones
     * @param errors bad ones
     * @param dropped good ones that found no room
     * @param multicast those of the packets that went to a group
     * @param broadcast those that went to everybody
     */
    public record Direction(
            Optional<Long> bytes,
            Optional<Long> packets,
            Optional<Long> errors,
            Optional<Long> dropped,
            Optional<Long> multicast,
            Optional<Long> broadcast) {

        /** {@return whether nothing of it was counted} */
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
