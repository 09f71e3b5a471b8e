// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.desired;

import java.time.Duration;
import java.util.List;

/**
 * That single VFs of a port are to be set up.
 *
 * @param vfs a port and the numbers of its VFs ({@code 2}, {@code 0-3,6}), or one name of a VF
 * @param change what is to change
 * @param persist whether it is saved, too; a label always is
 * @param timeout how long the kernel may take for one step
 * @param force whether VFs in use are bound anew all the same
 */
public record VfRequest(List<String> vfs, VfChangeRequest change, boolean persist, Duration timeout, boolean force) {}
