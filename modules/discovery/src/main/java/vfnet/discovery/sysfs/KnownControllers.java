// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.util.Optional;
import vfnet.model.PciId;

/**
 * Network controllers with SR-IOV, for machines without {@code pci.ids}; named as in pci.ids. Loaded only when needed.
 */
final class KnownControllers {
    private KnownControllers() {}

    static Optional<String> nameOf(PciId id) {
        String name = switch (id.vendor()) {
            case 0x8086 -> intel(id.device());
            case 0x15b3 -> mellanox(id.device());
            case 0x14e4 -> broadcom(id.device());
            default -> others(id);
        };
        return Optional.of(name).filter(known -> !known.isEmpty());
    }

    private static String intel(int device) {
        return switch (device) {
            case 0x10c9 -> "82576 Gigabit Network Connection";
            case 0x10ca -> "82576 Virtual Function";
            case 0x10e6 -> "82576 Gigabit Network Connection";
            case 0x10fb -> "82599ES 10-Gigabit SFI/SFP+ Network Connection";
            case 0x10ed -> "82599 Ethernet Controller Virtual Function";
            case 0x1521 -> "I350 Gigabit Network Connection";
            case 0x1520 -> "I350 Ethernet Controller Virtual Function";
            case 0x1528 -> "Ethernet Controller 10-Gigabit X540-AT2";
            case 0x1515 -> "X540 Ethernet Controller Virtual Function";
            case 0x1563 -> "Ethernet Controller 10G X550T";
            case 0x1565 -> "X550 Virtual Function";
            case 0x15ac, 0x15ad -> "Ethernet Connection X552/X557-AT 10GBASE-T";
            case 0x15a8 -> "Ethernet Connection X552 Virtual Function";
            case 0x15c4, 0x15c2, 0x15ce, 0x15e4, 0x15e5 -> "Ethernet Connection X553";
            case 0x15c5, 0x15b4 -> "X553 Virtual Function";
            default -> intel700And800(device);
        };
    }

    private static String intel700And800(int device) {
        return switch (device) {
            case 0x1572 -> "Ethernet Controller X710 for 10GbE SFP+";
            case 0x1583 -> "Ethernet Controller XL710 for 40GbE QSFP+";
            case 0x1584 -> "Ethernet Controller XL710 for 40GbE QSFP+";
            case 0x158b -> "Ethernet Controller XXV710 for 25GbE SFP28";
            case 0x15ff -> "Ethernet Controller X710 for 10GBASE-T";
            case 0x37d0 -> "Ethernet Connection X722 for 10GbE SFP+";
            case 0x37d2 -> "Ethernet Connection X722 for 10GBASE-T";
            case 0x154c -> "Ethernet Virtual Function 700 Series";
            case 0x1591 -> "Ethernet Controller E810-C for backplane";
            case 0x1592 -> "Ethernet Controller E810-C for QSFP";
            case 0x1593 -> "Ethernet Controller E810-C for SFP";
            case 0x159b -> "Ethernet Controller E810-XXV for SFP";
            case 0x1889 -> "Ethernet Adaptive Virtual Function";
            default -> "";
        };
    }

    private static String mellanox(int device) {
        return switch (device) {
            case 0x1003 -> "MT27500 Family [ConnectX-3]";
            case 0x1007 -> "MT27520 Family [ConnectX-3 Pro]";
            case 0x1004 -> "MT27500/MT27520 Family [ConnectX-3/ConnectX-3 Pro Virtual Function]";
            case 0x1013 -> "MT27700 Family [ConnectX-4]";
            case 0x1014 -> "MT27700 Family [ConnectX-4 Virtual Function]";
            case 0x1015 -> "MT27710 Family [ConnectX-4 Lx]";
            case 0x1016 -> "MT27710 Family [ConnectX-4 Lx Virtual Function]";
            case 0x1017 -> "MT27800 Family [ConnectX-5]";
            case 0x1018 -> "MT27800 Family [ConnectX-5 Virtual Function]";
            case 0x1019 -> "MT28800 Family [ConnectX-5 Ex]";
            case 0x101a -> "MT28800 Family [ConnectX-5 Ex Virtual Function]";
            case 0x101b -> "MT28908 Family [ConnectX-6]";
            case 0x101c -> "MT28908 Family [ConnectX-6 Virtual Function]";
            case 0x101d -> "MT2892 Family [ConnectX-6 Dx]";
            case 0x101e -> "ConnectX Family mlx5Gen Virtual Function";
            case 0x101f -> "MT2894 Family [ConnectX-6 Lx]";
            case 0x1021 -> "MT2910 Family [ConnectX-7]";
            case 0xa2d6 -> "MT42822 BlueField-2 integrated ConnectX-6 Dx network controller";
            case 0xa2dc -> "MT43244 BlueField-3 integrated ConnectX-7 network controller";
            default -> "";
        };
    }

    private static String broadcom(int device) {
        return switch (device) {
            case 0x168e -> "NetXtreme II BCM57810 10 Gigabit Ethernet";
            case 0x16af -> "NetXtreme II BCM57810 10 Gigabit Ethernet Virtual Function";
            case 0x16d7 -> "BCM57414 NetXtreme-E 10Gb/25Gb RDMA Ethernet Controller";
            case 0x16d8 -> "BCM57416 NetXtreme-E Dual-Media 10G RDMA Ethernet Controller";
            case 0x16dc -> "NetXtreme-E Ethernet Virtual Function";
            case 0x1750 -> "BCM57508 NetXtreme-E 10Gb/25Gb/40Gb/50Gb/100Gb/200Gb Ethernet";
            case 0x1751 -> "BCM57504 NetXtreme-E 10Gb/25Gb/40Gb/50Gb/100Gb/200Gb Ethernet";
            case 0x1806 -> "BCM5750X NetXtreme-E Ethernet Virtual Function";
            default -> "";
        };
    }

    private static String others(PciId id) {
        return switch (id.toString()) {
            case "1077:8070" -> "FastLinQ QL41000 Series 10/25/40/50GbE Controller";
            case "1077:8090" -> "FastLinQ QL41000 Series Gigabit Ethernet Controller (SR-IOV VF)";
            case "1425:5401" -> "T520-CR Unified Wire Ethernet Controller";
            case "1425:5801" -> "T520-CR Unified Wire Ethernet Controller [VF]";
            case "1924:0a03" -> "SFC9220 10/40G Ethernet Controller";
            case "1924:1a03" -> "SFC9220 10/40G Ethernet Controller (Virtual Function)";
            case "19e5:a222" -> "HNS GE/10GE/25GE RDMA Network Controller";
            case "19e5:a22e" -> "HNS Network Controller (Virtual Function)";
            case "1d0f:ec20" -> "Elastic Network Adapter (ENA)";
            default -> "";
        };
    }
}
