// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.eswitch;

import java.util.Map;
import java.util.Optional;

/** The drivers of PFs whose switch has a mode, and the order in which each of them takes another mode. */
public final class EswitchDrivers {

    /** What a driver demands of VFs while the mode changes. */
    public enum Order {
        /**
         * VFs stay, without a driver. mlx5 of older kernels has no mode at all without VFs (mlx5_devlink_eswitch_check,
         * SRIOV_NONE), and NVIDIA demands that VFs are unbound.
         */
        VFS_UNBOUND,
        /** There are no VFs: "Changing eswitch mode is allowed only if there is no VFs created" (ice_eswitch.c). */
        NO_VFS,
        /**
         * VFs stay as they are. On older kernels there must be some: "Enable VFs before setting switchdev mode"
         * (bnxt_vfr.c, EPERM).
         */
        VFS_STAY,
        /**
         * The firmware decides whether the mode can be changed, and vfnet does not change it: nfp takes another one
         * with abm (nfp_abm_eswitch_mode_set), and with flower shows the mode alone (nfp_devlink_eswitch_mode_set,
         * EOPNOTSUPP).
         */
        FIXED
    }

    private static final Map<String, Order> ORDERS =
            Map.of("mlx5_core", Order.VFS_UNBOUND, "ice", Order.NO_VFS, "bnxt_en", Order.VFS_STAY, "nfp", Order.FIXED);

    private EswitchDrivers() {}

    /**
     * {@return what a driver demands of VFs while the mode changes; empty where its switch has no mode, or vfnet does
     * not know its order}
     *
     * @param driver the PF's driver
     */
    public static Optional<Order> order(String driver) {
        return Optional.ofNullable(ORDERS.get(driver));
    }

    /**
     * {@return whether the switch of a card with this driver may have a mode}
     *
     * @param driver the PF's driver
     */
    public static boolean mayHaveMode(String driver) {
        return ORDERS.containsKey(driver);
    }
}
