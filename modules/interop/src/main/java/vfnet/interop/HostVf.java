// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import java.util.Optional;
import vfnet.model.PciAddress;
import vfnet.model.PciId;

/**
 * A VF that the host has now, as other tools name PCI devices.
 *
 * @param address its PCI address
 * @param id vendor and device; empty where they cannot be read
 * @param subsystem vendor and device of the subsystem
 * @param iommuGroup the kernel's number of its IOMMU group
 */
public record HostVf(PciAddress address, Optional<PciId> id, Optional<PciId> subsystem, Optional<Integer> iommuGroup) {}
