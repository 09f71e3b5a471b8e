// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The drivers of VFs, by the driver of their PF. Both are named by {@code pci_driver.name}, as under
 * {@code /sys/bus/pci/drivers}, and taken from the drivers' tables of PCI IDs (Linux 6.1 and 6.12,
 * drivers/net/ethernet; virtio-pci: drivers/virtio/virtio_pci_common.c).
 */
public final class VfDrivers {
    private static final Map<String, List<String>> OF = Map.ofEntries(
            Map.entry("igb", List.of("igbvf")),
            Map.entry("ixgbe", List.of("ixgbevf")),
            // i40evf until Linux 4.20.
            Map.entry("i40e", List.of("iavf", "i40evf")),
            Map.entry("ice", List.of("iavf")),
            Map.entry("idpf", List.of("idpf")),
            Map.entry("fm10k", List.of("fm10k")),
            Map.entry("mlx4_core", List.of("mlx4_core")),
            Map.entry("mlx5_core", List.of("mlx5_core")),
            Map.entry("bnxt_en", List.of("bnxt_en")),
            Map.entry("bnx2x", List.of("bnx2x")),
            Map.entry("qede", List.of("qede")),
            Map.entry("qlcnic", List.of("qlcnic")),
            Map.entry("be2net", List.of("be2net")),
            Map.entry("cxgb4", List.of("cxgb4vf")),
            Map.entry("sfc", List.of("sfc")),
            Map.entry("hns3", List.of("hns3")),
            Map.entry("hinic", List.of("hinic")),
            Map.entry("ionic", List.of("ionic")),
            Map.entry("ena", List.of("ena")),
            Map.entry("funeth", List.of("funeth")),
            Map.entry("virtio-pci", List.of("virtio-pci")),
            Map.entry("nfp", List.of("nfp_netvf", "nfp")),
            Map.entry("LiquidIO", List.of("LiquidIO_VF")),
            Map.entry("rvu_nicpf", List.of("rvu_nicvf")),
            Map.entry("fsl_enetc", List.of("fsl_enetc_vf")));

    /**
     * Drivers that hold a function for a user that no process of this host shows, by a part of their names, and who
     * that user is. xen-pciback calls its driver pciback (drivers/xen/xen-pciback/pci_stub.c); Jailhouse and others
     * have stubs of their own; VirtualBox had vboxpci; DPDK's drivers are igb_uio and the kernel's uio_pci_generic.
     */
    private static final Map<String, String> HANDS_OVER = Map.of(
            "pciback", "a Xen domain may have it (xl list, then xl pci-list DOMAIN)",
            "pci-stub", "it may be in use by the one that reserved it, such as a hypervisor",
            "pf-stub", "it may be in use by the one that reserved it, such as a hypervisor",
            "vboxpci", "a VM of VirtualBox may have it",
            "uio", "a program may drive it from user space (DPDK), and needs no open file for that");

    /**
     * A VF's driver asks the PF's for the VF's address, and gets no answer while the port is down: "PF still in reset
     * state. Is the PF interface up?" The VF then takes a random one (igbvf_probe, ixgbevf_sw_init).
     */
    private static final Set<String> ANSWER_NO_VF_WHILE_DOWN = Set.of("igb", "ixgbe");

    /** Modules whose name differs from the driver in them. */
    private static final Map<String, String> MODULES = Map.of("LiquidIO_VF", "liquidio_vf", "nfp_netvf", "nfp");

    private VfDrivers() {}

    /**
     * {@return the drivers that the kernel binds to VFs of a PF with this driver, the newest first; empty where none is
     * known}
     *
     * @param pfDriver the driver of their PF
     */
    public static List<String> of(String pfDriver) {
        return OF.getOrDefault(pfDriver, List.of());
    }

    /**
     * {@return whether VFs of a PF with this driver receive their MAC addresses only while the port is up}
     *
     * @param pfDriver the driver of their PF
     */
    public static boolean needUpPort(String pfDriver) {
        return ANSWER_NO_VF_WHILE_DOWN.contains(pfDriver);
    }

    /**
     * {@return the module that contains a VF's driver, with underscores}
     *
     * @param vfDriver the driver of VFs
     */
    public static String module(String vfDriver) {
        return MODULES.getOrDefault(vfDriver, KernelModules.canonical(vfDriver));
    }

    /**
     * {@return whether a module bears on VFs: it drives PFs or VFs, or passes them to VMs}
     *
     * @param module a module's name
     */
    public static boolean isAbout(String module) {
        String name = KernelModules.canonical(module);
        return name.startsWith("vfio")
                || name.equals("iommufd")
                || OF.entrySet().stream()
                        .anyMatch(entry -> KernelModules.canonical(entry.getKey())
                                        .equalsIgnoreCase(name)
                                || entry.getValue().stream()
                                        .anyMatch(driver -> module(driver).equals(name)));
    }

    /**
     * {@return whether this driver binds VFs only, so that a function with it is a VF}
     *
     * @param driver a driver's name
     */
    public static boolean isForVfsAlone(String driver) {
        return switch (driver) {
            case "igbvf",
                    "ixgbevf",
                    "iavf",
                    "i40evf",
                    "cxgb4vf",
                    "nfp_netvf",
                    "LiquidIO_VF",
                    "rvu_nicvf",
                    "fsl_enetc_vf",
                    "nicvf",
                    "thunder-nicvf" -> true;
            default -> false;
        };
    }

    /**
     * {@return whether this driver passes functions to VMs: vfio-pci and its variants for single cards}
     *
     * @param driver a driver's name
     */
    public static boolean isVfio(String driver) {
        return driver.contains("vfio");
    }

    /**
     * {@return who may use a function with this driver although no process shows it; empty where the driver has no such
     * users}
     *
     * @param driver a driver's name
     */
    public static Optional<String> handsOver(String driver) {
        String name = driver.replace('_', '-');
        for (Map.Entry<String, String> known : HANDS_OVER.entrySet()) {
            if (name.contains(known.getKey()) && !isVfio(driver)) {
                return Optional.of(known.getValue());
            }
        }
        return Optional.empty();
    }

    /**
     * {@return whether VFs with this driver are network cards of this host}
     *
     * @param driver a driver's name
     */
    public static boolean isKnown(String driver) {
        return OF.values().stream().anyMatch(drivers -> drivers.contains(driver));
    }
}
