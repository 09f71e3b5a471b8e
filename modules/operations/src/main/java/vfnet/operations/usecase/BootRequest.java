// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.time.Duration;

/**
 * How long an unattended start may take. Both times together are what the boot service's unit allows, from the start of
 * the process on.
 *
 * @param deadline how long to wait in total for absent ports and for new interfaces
 * @param timeout the timeout of one step
 */
public record BootRequest(Duration deadline, Duration timeout) {}
