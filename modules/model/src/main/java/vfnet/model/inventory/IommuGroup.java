// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.List;
import vfnet.model.PciAddress;

/**
 * The functions that only together can be given to a VM: the IOMMU cannot tell them apart.
 *
 * @param number the kernel's number of the group, from 0; it may differ after a reboot
 * @param members every function in it, in bus order
 */
public record IommuGroup(int number, List<PciAddress> members) {

    /** Keeps its own copy of what it is given. */
    public IommuGroup {
        members = List.copyOf(members);
    }

    /**
     * {@return who else is in it}
     *
     * @param self one of its members
     */
    public List<PciAddress> sharedWith(PciAddress self) {
        return members.stream().filter(member -> !member.equals(self)).toList();
    }
}
