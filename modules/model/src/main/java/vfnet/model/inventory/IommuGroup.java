// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.List;
import vfnet.model.PciAddress;

/**
 * The functions that can only be assigned to a VM together, since the IOMMU cannot separate them.
 *
 * @param number the kernel's number of the group, from 0; it may differ after a reboot
 * @param members every function in it, in bus order
 */
public record IommuGroup(int number, List<PciAddress> members) {

    /** Copies the list. */
    public IommuGroup {
        members = List.copyOf(members);
    }

    /**
     * {@return the other members}
     *
     * @param self one of its members
     */
    public List<PciAddress> sharedWith(PciAddress self) {
        return members.stream().filter(member -> !member.equals(self)).toList();
    }
}
