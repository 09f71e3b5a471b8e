// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import vfnet.model.PciId;

/**
 * The PCI functions that are VFs by their IDs, for those that no PF links to: a VM that was given one sees the VF
 * alone. The numbers are those of the drivers' own tables (Linux 6.12: igbvf, ixgbevf, iavf, fm10k, idpf, mlx4, mlx5,
 * bnxt, bnx2x, qede, cxgb4vf, sfc, hns3, hinic, ionic, nfp, liquidio, thunder, octeontx2, enetc, ena, mana) and of
 * pci.ids.
 */
public final class KnownVfs {
    private KnownVfs() {}

    /**
     * {@return whether functions of this kind are VFs}
     *
     * @param id vendor and device
     */
    public static boolean contains(PciId id) {
        return switch (id.vendor()) {
            case 0x8086 -> isIntel(id.device());
            case 0x15b3 -> isMellanox(id.device());
            case 0x14e4 -> isBroadcom(id.device());
            // T4, T5 and T6: the second digit is 8 on VFs.
            case 0x1425 -> (id.device() & 0x0f00) == 0x0800 && id.device() >= 0x4000;
            case 0x1924 ->
                id.device() == 0x1903 || id.device() == 0x1923 || id.device() == 0x1a03 || id.device() == 0x1b03;
            case 0x1077 ->
                id.device() == 0x1664 || id.device() == 0x8090 || id.device() == 0x8430 || id.device() == 0x8c30;
            case 0x19e5 ->
                id.device() == 0xa22e || id.device() == 0xa22f || id.device() == 0x375e || id.device() == 0x379e;
            default -> isOther(id.vendor(), id.device());
        };
    }

    private static boolean isIntel(int device) {
        return switch (device) {
            case 0x10ca, 0x152d, 0x1520, 0x152f -> true;
            case 0x10ed, 0x152e, 0x1515, 0x1530, 0x1565, 0x1564, 0x15a8, 0x15a9, 0x15c5, 0x15b4, 0x57ad -> true;
            case 0x154c, 0x1571, 0x37cd, 0x1889 -> true;
            case 0x15a5, 0x145c -> true;
            default -> false;
        };
    }

    private static boolean isMellanox(int device) {
        return switch (device) {
            case 0x1002, 0x1004, 0x1012, 0x1014, 0x1016, 0x1018, 0x101a, 0x101c, 0x101e, 0xa2d3 -> true;
            default -> false;
        };
    }

    private static boolean isBroadcom(int device) {
        return switch (device) {
            case 0x1606,
                    0x1607,
                    0x1608,
                    0x1609,
                    0x16bd,
                    0x16c1,
                    0x16c2,
                    0x16c3,
                    0x16c4,
                    0x16c5,
                    0x16cb,
                    0x16d3,
                    0x16dc,
                    0x16e1,
                    0x16e5,
                    0x16e6,
                    0x1806,
                    0x1807,
                    0x1808,
                    0x1809,
                    0x1819,
                    0xd800 -> true;
            case 0x163f, 0x166f, 0x16a9, 0x16ad, 0x16af -> true;
            default -> false;
        };
    }

    /** Amazon, Microsoft, Pensando, Netronome, Cavium, NXP. */
    private static boolean isOther(int vendor, int device) {
        return switch (vendor) {
            case 0x1d0f -> device == 0xec20 || device == 0xec21;
            case 0x1414 -> device == 0x00ba;
            case 0x1dd8 -> device == 0x1003;
            case 0x19ee -> device == 0x6003 || device == 0x3803;
            case 0x177d -> device == 0x9712 || device == 0xa034 || device == 0xa064;
            case 0x1957 -> device == 0xef00;
            default -> false;
        };
    }
}
