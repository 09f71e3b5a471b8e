package vfnet.model;

import java.util.List;

/**
 * The functions that only together can be given to a VM: the IOMMU cannot tell them apart.
 *
 * @param number  the kernel's number of the group, from 0; it may differ after a reboot
 * @param members every function in it, in bus order
 */
public record IommuGroup(int number, List<PciAddress> members) {

    public IommuGroup {
        members = List.copyOf(members);
    }

    /** Who else is in it. */
    public List<PciAddress> sharedWith(PciAddress self) {
        return members.stream().filter(member -> !member.equals(self)).toList();
    }
}
