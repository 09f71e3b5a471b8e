// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.util.Optional;

/**
 * The driver that a function is bound to.
 *
 * @param name as under {@code /sys/bus/pci/drivers}: {@code ixgbe}, {@code vfio-pci}
 * @param module the kernel module it came in; empty when it is built into the kernel
 */
public record Driver(String name, Optional<String> module) {}
