// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.desired;

import java.time.Duration;
import java.util.List;

/**
 * A request to configure single VFs of a port.
 *
 * @param vfs a port and the numbers of its VFs ({@code 2}, {@code 0-3,6}), or one name of a VF
 * @param change the changes
 * @param persist whether to save them, too; a label always is saved
 * @param timeout the timeout of one step
 * @param force whether to rebind VFs in use
 */
public record VfRequest(List<String> vfs, VfChangeRequest change, boolean persist, Duration timeout, boolean force) {}
