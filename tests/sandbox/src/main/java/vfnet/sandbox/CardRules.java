// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the drivers of PFs do differently (Linux 6.1, drivers/net/ethernet).
 *
 * @param vfDriver the driver of the VFs on the host; the PF's own driver where it is for both
 * @param settings the settings of VFs that it supports; the others answer EOPNOTSUPP
 * @param quirks what else is particular
 * @param megabits the speed of a port with carrier
 * @param vfQueues how many queues a VF's interface has
 */
record CardRules(String vfDriver, Set<KernelCall> settings, Set<Quirk> quirks, int megabits, int vfQueues) {

    enum Quirk {
        /** No sriov_configure: sriov_numvfs answers ENOENT. */
        NO_SYSFS,
        /**
         * The driver sets nothing of VFs, and ip shows nothing of them: the device gives each its address (virtio-pci).
         */
        DEVICE_DECIDES,
        /** While the port is down, a number is accepted and no VF is created (bnxt_sriov_configure). */
        DOWN_MEANS_NONE,
        /** The port loses its carrier when VFs are created or removed (igb_reinit_locked). */
        LOSES_CARRIER,
        /** VFs are in reset after their creation, and settings answer EAGAIN (i40e_validate_vf). */
        RESETS_NEW_VFS,
        /** VFs do not receive their addresses while the port is down (igbvf_probe, ixgbevf_sw_init). */
        DOWN_MEANS_NO_ANSWER,
        /** Rates are refused while the port has no carrier (igb_ndo_set_vf_bw, ixgbe_ndo_set_vf_bw). */
        RATES_NEED_CARRIER,
        /** No guaranteed rate. */
        NO_LEAST_RATE,
        /** Link state "enable" is accepted and does nothing (ixgbe_ndo_set_vf_link_state). */
        CANNOT_FORCE_LINK,
        /** The address zero removes the administrative address. */
        CLEARS_ADDRESS,
        /** Takes VLANs of protocol 802.1ad. */
        SERVICE_VLANS,
        /** VFs may send from any address by default. */
        SPOOF_CHECK_OFF
    }

    private static final Set<KernelCall> USUAL = Set.of(
            KernelCall.MAC, KernelCall.VLAN, KernelCall.SPOOFCHK, KernelCall.TRUST, KernelCall.STATE, KernelCall.RATE);

    static CardRules of(String driver) {
        return switch (driver) {
            case "igb" ->
                new CardRules(
                        "igbvf",
                        without(KernelCall.STATE),
                        EnumSet.of(
                                Quirk.LOSES_CARRIER,
                                Quirk.DOWN_MEANS_NO_ANSWER,
                                Quirk.RATES_NEED_CARRIER,
                                Quirk.NO_LEAST_RATE,
                                Quirk.CLEARS_ADDRESS),
                        1000,
                        1);
            case "ixgbe" ->
                new CardRules(
                        "ixgbevf",
                        with(KernelCall.QUERY_RSS),
                        EnumSet.of(
                                Quirk.DOWN_MEANS_NO_ANSWER,
                                Quirk.RATES_NEED_CARRIER,
                                Quirk.NO_LEAST_RATE,
                                Quirk.CANNOT_FORCE_LINK,
                                Quirk.CLEARS_ADDRESS),
                        10_000,
                        4);
            case "i40e" ->
                new CardRules("iavf", USUAL, EnumSet.of(Quirk.RESETS_NEW_VFS, Quirk.CLEARS_ADDRESS), 10_000, 4);
            case "ice" -> new CardRules("iavf", USUAL, EnumSet.of(Quirk.SERVICE_VLANS), 25_000, 16);
            case "bnxt_en" -> new CardRules(driver, USUAL, EnumSet.of(Quirk.DOWN_MEANS_NONE), 25_000, 8);
            case "mlx5_core" -> new CardRules(driver, USUAL, EnumSet.of(Quirk.SPOOF_CHECK_OFF), 100_000, 8);
            case "mlx4_core" ->
                new CardRules(
                        driver,
                        without(KernelCall.TRUST),
                        EnumSet.of(Quirk.NO_SYSFS, Quirk.SERVICE_VLANS, Quirk.SPOOF_CHECK_OFF),
                        10_000,
                        8);
            case "bnx2x", "sfc" ->
                new CardRules(driver, without(KernelCall.TRUST, KernelCall.RATE), Set.of(), 10_000, 4);
            case "cxgb4", "be2net" -> new CardRules(driver, without(KernelCall.TRUST), Set.of(), 10_000, 4);
            case "vfio-pci", "pci-stub", "uio_pci_generic", "enic", "thunder-nic", "e1000e" ->
                new CardRules("", Set.of(), EnumSet.of(Quirk.NO_SYSFS), 1000, 1);
            case "pci-pf-stub" -> new CardRules("", Set.of(), Set.of(), 1000, 1);
            case "virtio-pci" -> new CardRules("virtio-pci", Set.of(), EnumSet.of(Quirk.DEVICE_DECIDES), 10_000, 1);
            default -> new CardRules("", USUAL, Set.of(), 10_000, 4);
        };
    }

    private static Set<KernelCall> without(KernelCall... calls) {
        Set<KernelCall> rest = EnumSet.copyOf(USUAL);
        rest.removeAll(Set.of(calls));
        return rest;
    }

    private static Set<KernelCall> with(KernelCall call) {
        Set<KernelCall> more = EnumSet.copyOf(USUAL);
        more.add(call);
        return more;
    }

    boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }
}
