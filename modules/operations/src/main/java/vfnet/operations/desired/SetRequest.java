// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.desired;

import java.time.Duration;
import java.util.Optional;
import vfnet.model.VfDriver;

/**
 * The number of VFs that a port is to have.
 *
 * @param port the port, as the person calls it
 * @param count the number of VFs, 0 to 65535
 * @param driver what is to drive them all; empty to leave each as it is
 * @param timeout how long the kernel may take for one step
 * @param force whether VFs in use are removed or bound anew all the same
 */
public record SetRequest(String port, int count, Optional<VfDriver> driver, Duration timeout, boolean force) {}
