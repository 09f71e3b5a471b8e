// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import static vfnet.apply.plan.VfSetting.ADDRESS;
import static vfnet.apply.plan.VfSetting.GUIDS;
import static vfnet.apply.plan.VfSetting.LINK_STATE;
import static vfnet.apply.plan.VfSetting.QUERY_RSS;
import static vfnet.apply.plan.VfSetting.RATE;
import static vfnet.apply.plan.VfSetting.SPOOF_CHECK;
import static vfnet.apply.plan.VfSetting.TRUST;
import static vfnet.apply.plan.VfSetting.VLAN;

import java.util.Map;
import java.util.Set;

/**
 * The settings of VFs that a PF's driver supports: the {@code ndo_set_vf_*} in its {@code net_device_ops}, Linux 6.1 to
 * 6.12. A driver is named as under {@code /sys/bus/pci/drivers}: by {@code pci_driver.name}, which need not be its
 * module's name (the module liquidio has the driver LiquidIO). A driver that is not in the table is allowed to try.
 *
 * <p>Sources, under drivers/net/ethernet unless a line says otherwise: intel/igb/igb_main.c, intel/ixgbe/ixgbe_main.c,
 * intel/i40e/i40e_main.c, intel/ice/ice_main.c, intel/fm10k/fm10k_netdev.c, mellanox/mlx4/en_netdev.c,
 * mellanox/mlx5/core/en_main.c, broadcom/bnxt/bnxt.c, broadcom/bnx2x/bnx2x_main.c, emulex/benet/be_main.c,
 * chelsio/cxgb4/cxgb4_main.c (cxgb4_mgmt_netdev_ops), freescale/enetc/enetc_pf.c, fungible/funeth/funeth_main.c,
 * amazon/ena/ena_netdev.c, hisilicon/hns3/hns3_enet.c, huawei/hinic/hinic_main.c, cavium/liquidio/lio_main.c,
 * netronome/nfp/nfp_net_common.c, pensando/ionic/ionic_lif.c, marvell/octeontx2/nic/otx2_pf.c, qlogic/qede/qede_main.c,
 * qlogic/qlcnic/qlcnic_main.c, sfc/efx.c and sfc/siena/efx.c, intel/idpf/idpf_lib.c; drivers/net/virtio_net.c.
 */
public final class VfSettingTable {
    private static final Set<VfSetting> ALL_BUT_RSS = Set.of(ADDRESS, VLAN, SPOOF_CHECK, TRUST, LINK_STATE, RATE);

    /**
     * The settings that each driver supports, by the driver's name. A driver that is missing here is unknown, and is
     * allowed to try.
     */
    public static final Map<String, Set<VfSetting>> HAS = Map.ofEntries(
            Map.entry("igb", Set.of(ADDRESS, VLAN, SPOOF_CHECK, TRUST, RATE)),
            Map.entry("ixgbe", Set.of(ADDRESS, VLAN, SPOOF_CHECK, TRUST, LINK_STATE, RATE, QUERY_RSS)),
            Map.entry("i40e", ALL_BUT_RSS),
            Map.entry("ice", ALL_BUT_RSS),
            Map.entry("fm10k", Set.of(ADDRESS, VLAN, RATE)),
            Map.entry("idpf", Set.of()),
            Map.entry("mlx4_core", Set.of(ADDRESS, VLAN, SPOOF_CHECK, LINK_STATE, RATE)),
            Map.entry("mlx5_core", Set.of(ADDRESS, VLAN, SPOOF_CHECK, TRUST, LINK_STATE, RATE, GUIDS)),
            Map.entry("bnxt_en", ALL_BUT_RSS),
            Map.entry("bnx2x", Set.of(ADDRESS, VLAN, SPOOF_CHECK, LINK_STATE)),
            Map.entry("be2net", Set.of(ADDRESS, VLAN, SPOOF_CHECK, LINK_STATE, RATE)),
            Map.entry("cxgb4", Set.of(ADDRESS, VLAN, LINK_STATE, RATE)),
            Map.entry("fsl_enetc", Set.of(ADDRESS, VLAN, SPOOF_CHECK)),
            Map.entry("funeth", Set.of(ADDRESS, VLAN, RATE)),
            Map.entry("ena", Set.of()),
            Map.entry("hns3", ALL_BUT_RSS),
            Map.entry("hinic", ALL_BUT_RSS),
            Map.entry("LiquidIO", Set.of(ADDRESS, VLAN, SPOOF_CHECK, TRUST, LINK_STATE)),
            Map.entry("nfp", ALL_BUT_RSS),
            Map.entry("ionic", ALL_BUT_RSS),
            Map.entry("rvu_nicpf", Set.of(ADDRESS, VLAN, TRUST)),
            Map.entry("qede", ALL_BUT_RSS),
            Map.entry("qlcnic", Set.of(ADDRESS, VLAN, SPOOF_CHECK, RATE)),
            Map.entry("sfc", Set.of(ADDRESS, VLAN, SPOOF_CHECK, LINK_STATE)),
            Map.entry("sfc_siena", Set.of(ADDRESS, VLAN, SPOOF_CHECK, LINK_STATE)),
            Map.entry("virtio-pci", Set.of()));
    /** They answer EINVAL to a guaranteed rate: i40e_ndo_set_vf_bw, ionic_set_vf_rate, hclge_set_vf_rate and others. */
    public static final Set<String> NO_LEAST_RATE = Set.of("igb", "ixgbe", "i40e", "be2net", "cxgb4", "ionic", "hns3");
    /** ixgbe_ndo_set_vf_link_state logs "not supported" and reports success. */
    public static final Set<String> NO_FORCED_LINK = Set.of("ixgbe");
    /**
     * They answer EPROTONOSUPPORT to 802.1ad. bnxt_en accepts it with newer kernels and firmware, and is allowed to
     * try.
     */
    public static final Set<String> NO_SERVICE_VLAN = Set.of(
            "igb",
            "ixgbe",
            "i40e",
            "mlx5_core",
            "ionic",
            "qede",
            "be2net",
            "bnx2x",
            "cxgb4",
            "hns3",
            "sfc",
            "fsl_enetc",
            "LiquidIO");
    /**
     * What they refuse with EOPNOTSUPP in switchdev mode: mlx5_eswitch_set_vport_vlan, _spoofchk, _trust and _state
     * (mellanox/mlx5/core/eswitch.c and esw/legacy.c), ice_set_vf_trust (intel/ice/ice_sriov.c).
     */
    public static final Map<String, Set<VfSetting>> NOT_IN_SWITCHDEV_MODE =
            Map.of("mlx5_core", Set.of(VLAN, SPOOF_CHECK, TRUST, LINK_STATE), "ice", Set.of(TRUST));
    /** What ipoib supports, the driver of InfiniBand interfaces: ipoib_netdev_ops_pf (drivers/infiniband/ulp/ipoib). */
    static final Set<VfSetting> ON_INFINIBAND = Set.of(LINK_STATE, GUIDS);

    private VfSettingTable() {}

    /** Whether the driver supports it, or is not known to lack it. */
    static boolean mayHave(String driver, VfSetting setting) {
        return !HAS.containsKey(driver) || HAS.get(driver).contains(setting);
    }
}
