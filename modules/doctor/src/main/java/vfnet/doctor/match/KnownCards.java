// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.match;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vfnet.doctor.report.Subject;
import vfnet.model.PciId;
import vfnet.model.inventory.PhysicalFunction;

/** Cards that are sold with SR-IOV, by their names in {@code pci.ids}. */
public final class KnownCards {
    private static final int INTEL = 0x8086;
    private static final int MELLANOX = 0x15b3;
    private static final int BROADCOM = 0x14e4;

    /** The maximum number of VFs of a port that firmware or BIOS can allow. Mellanox's firmware has a lower default. */
    private static final Map<Integer, Map<Integer, Integer>> MAX = Map.of(
            // 82576 and I350 have 8, of which the driver leaves one out (igb_main.c); 82599, X540, X550 have 64
            // (ixgbe).
            INTEL, Map.of(0x10c9, 7, 0x1521, 7, 0x10fb, 63, 0x1528, 63, 0x1563, 63),
            // NVIDIA, "Single Root IO Virtualization": ConnectX-3 63, ConnectX-4 and later 127 per port.
            MELLANOX,
                    Map.ofEntries(
                            Map.entry(0x1003, 63),
                            Map.entry(0x1007, 63),
                            Map.entry(0x1013, 127),
                            Map.entry(0x1015, 127),
                            Map.entry(0x1017, 127),
                            Map.entry(0x1019, 127),
                            Map.entry(0x101b, 127),
                            Map.entry(0x101d, 127),
                            Map.entry(0x101f, 127),
                            Map.entry(0x1021, 127)));

    /** Others without a known maximum: X710 and XL710, XXV710, X722, E810, E823; NetXtreme-E BCM573xx to BCM575xx. */
    private static final Map<Integer, Set<Integer>> CAPABLE = Map.of(
            INTEL,
                    Set.of(
                            0x1572, 0x1580, 0x1581, 0x1583, 0x1584, 0x1589, 0x15ff, 0x158a, 0x158b, 0x37d0, 0x37d1,
                            0x37d2, 0x1591, 0x1592, 0x1593, 0x159b, 0x188a, 0x188b, 0x188c),
            BROADCOM,
                    Set.of(
                            0x16c8, 0x16c9, 0x16ca, 0x16ce, 0x16cf, 0x16d0, 0x16d1, 0x16d2, 0x16d6, 0x16d7, 0x16d8,
                            0x16d9, 0x1750, 0x1751, 0x1752));

    private KnownCards() {}

    /** The maximum number of VFs of a port of this card; empty where unknown. */
    public static Optional<Integer> mostVfs(PhysicalFunction pf) {
        return pf.function()
                .id()
                .value()
                .flatMap(id -> Optional.ofNullable(
                        MAX.getOrDefault(id.vendor(), Map.of()).get(id.device())));
    }

    /** Whether the card is sold with SR-IOV. */
    public static boolean haveSriov(PhysicalFunction pf) {
        return mostVfs(pf).isPresent()
                || pf.function()
                        .id()
                        .value()
                        .filter(id ->
                                CAPABLE.getOrDefault(id.vendor(), Set.of()).contains(id.device()))
                        .isPresent();
    }

    /**
     * How to allow VFs in the firmware of a card of this vendor, one sentence.
     *
     * @param vfs how many, as written in a command
     */
    public static String firmware(PhysicalFunction pf, String vfs) {
        String address = pf.function().address().toString();
        return switch (pf.function().id().value().map(PciId::vendor).orElse(0)) {
            case MELLANOX ->
                "run mstconfig -d " + address + " set SRIOV_EN=1 NUM_OF_VFS=" + vfs
                        + " (package mstflint), and switch the machine off and on";
            case INTEL ->
                "switch on SR-IOV for the card in the BIOS (its own page there, or Intel's BootUtil), and reboot";
            case BROADCOM ->
                "switch on SR-IOV for the card in the BIOS (its own page there), or set enable_sriov and "
                        + "number_of_vfs_per_pf with Broadcom's niccli, and reboot";
            case 0x1924 ->
                "run sfboot --adapter="
                        + Subject.of(pf).port().map(Object::toString).orElse(address) + " switch-mode=sriov vf-count="
                        + vfs + ", and reboot";
            default ->
                "switch on SR-IOV for the card in the BIOS (its own page there) or with its maker's tool, and reboot";
        };
    }
}
