// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

/**
 * The address space of a PF's VFs: its resources 7 to 12 (include/linux/pci.h, PCI_IOV_RESOURCES).
 *
 * @param placed how many of them have an address
 * @param unplaced how many have a size and no address
 */
public record VfSpace(int placed, int unplaced) {

    /**
     * {@return whether the kernel can create VFs: every resource that the card asks for needs an address (iov.c,
     * sriov_enable)}
     */
    public boolean isWhole() {
        return placed > 0 && unplaced == 0;
    }
}
