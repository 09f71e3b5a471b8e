// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.desired;

import java.time.Duration;
import java.util.Optional;
import vfnet.model.VfDriver;

/**
 * A request for a number of VFs.
 *
 * @param port the port, by any of its names
 * @param count the number of VFs, 0 to 65535
 * @param driver the driver for all of them; empty to keep that of each
 * @param timeout the timeout of one step
 * @param force whether to remove or rebind VFs in use
 */
public record SetRequest(String port, int count, Optional<VfDriver> driver, Duration timeout, boolean force) {}
