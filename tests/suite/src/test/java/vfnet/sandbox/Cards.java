// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import vfnet.suite.Machines;

/** Machines with cards that no shipped machine has. */
final class Cards {
    private Cards() {}

    /** The X550 host, its ports driven by another driver, their VFs as before. */
    static String x550As(String driver) {
        return Machines.text("x550").replaceAll("ixgbe\\b", driver);
    }

    /** A card of the same kind with room for 255 VFs. */
    static String x550Of255() {
        return Machines.text("x550").replace("sriov_totalvfs = 63", "sriov_totalvfs = 255");
    }

    /** Both ports in one IOMMU group. */
    static String x550WithSharedGroup() {
        return Machines.text("x550")
                .replaceFirst("\\[/sys/kernel/iommu_groups/16\\]\ntype = identity\n\n\\[.*16/devices\\]\n(.*)\n", "")
                .replace("iommu_groups/16", "iommu_groups/15")
                .replace(
                        "[/sys/kernel/iommu_groups/15/devices]\n",
                        "[/sys/kernel/iommu_groups/15/devices]\n"
                                + "0000:01:00.1 -> ../../../../devices/pci0000:00/0000:00:01.1/0000:01:00.1\n");
    }

    /** No IOMMU, so no function is in a group. */
    static String igbWithoutIommu() {
        return Machines.text("igb-k61-before")
                .replaceAll("(?m)^iommu(_group)? -> .*\n", "")
                .replaceAll("(?s)\\[/sys/kernel/iommu_groups/\\d+(/devices)?\\]\n.*?\n\n", "");
    }
}
