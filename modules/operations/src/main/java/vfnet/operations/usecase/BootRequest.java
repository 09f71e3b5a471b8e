// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.time.Duration;

/**
 * How long an unattended start may take. Both times together are what the boot service's unit gives it, from the start
 * of the process on.
 *
 * @param deadline how long to wait in all for ports that are not there yet, and for new interfaces
 * @param timeout how long the kernel may take for one step
 */
public record BootRequest(Duration deadline, Duration timeout) {}
