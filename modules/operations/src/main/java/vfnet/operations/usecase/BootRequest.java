// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.time.Duration;
import java.util.Optional;
import vfnet.model.PciAddress;

/**
 * How long an unattended run may take, and what it is about. Both times together are what the unit of the service
 * allows, from the start of the process on.
 *
 * @param returned the PF that has come back since the host started; empty for the start of the host
 * @param deadline how long to wait in total for absent ports and for new interfaces
 * @param timeout the timeout of one step
 */
public record BootRequest(Optional<PciAddress> returned, Duration deadline, Duration timeout) {

    /**
     * The start of the host.
     *
     * @param deadline how long to wait in total for absent ports and for new interfaces
     * @param timeout the timeout of one step
     */
    public BootRequest(Duration deadline, Duration timeout) {
        this(Optional.empty(), deadline, timeout);
    }
}
