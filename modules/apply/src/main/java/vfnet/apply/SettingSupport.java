package vfnet.apply;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import vfnet.model.Driver;
import vfnet.model.Inventory;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.WantedPort;
import vfnet.model.WantedVf;

/**
 * Which settings of VFs a PF's driver can set at all: the {@code ndo_set_vf_*} that it has, and the values that it takes
 * (Linux 6.1, drivers/net/ethernet). A driver that is not named here is let try.
 */
final class SettingSupport {
    private static final Set<String> NO_TRUST = Set.of("bnx2x", "cxgb4", "be2net", "enetc", "fm10k", "mlx4_core", "qlcnic",
            "sfc", "ena", "funeth");
    private static final Set<String> NO_LINK_STATE = Set.of("igb", "fm10k", "fsl_enetc", "rvu_nicpf", "qlcnic");
    private static final Set<String> NO_RATES = Set.of("bnx2x", "liquidio", "fsl_enetc", "sfc", "rvu_nicpf");
    /** igb_ndo_set_vf_bw and ixgbe_ndo_set_vf_bw answer EINVAL to a guaranteed rate. */
    private static final Set<String> NO_LEAST_RATE = Set.of("igb", "ixgbe");
    /** ixgbe_ndo_set_vf_link_state logs "not supported" and answers yes. */
    private static final Set<String> NO_FORCED_LINK = Set.of("ixgbe");
    /** They answer EPROTONOSUPPORT. */
    private static final Set<String> NO_SERVICE_VLAN = Set.of("igb", "ixgbe", "i40e", "mlx5_core", "bnxt_en", "ionic", "qede",
            "be2net", "bnx2x", "cxgb4");
    private static final Set<String> QUERY_RSS = Set.of("ixgbe");

    private final String driver;
    private final VfSettings wanted;
    private final VfSettings live;

    private SettingSupport(String driver, VfSettings wanted, VfSettings live) {
        this.driver = driver;
        this.wanted = wanted;
        this.live = live;
    }

    /** Why the PF's driver cannot give VFs what is wanted; empty when nothing is known against it. */
    static Optional<Refusal> refusal(Inventory inventory, WantedPort wanted) {
        Optional<LivePort> port = LivePort.in(inventory, wanted.pf(), wanted.devPort());
        for (WantedVf vf : wanted.vfs()) {
            Optional<String> missing = port.flatMap(known -> missing(known, vf, known.settings(vf.index())));
            if (missing.isPresent()) {
                return Optional.of(new Refusal(Refusal.Reason.WRONG_WANT, missing.get(), List.of()));
            }
        }
        return Optional.empty();
    }

    /** @param live what the VF has now; that it shall keep it is no wish that could fail */
    private static Optional<String> missing(LivePort port, WantedVf vf, Optional<VfSettings> live) {
        Optional<String> driver = port.pf().function().driver().value().map(Driver::name);
        return driver.flatMap(name -> new SettingSupport(name, vf.settings(), live.orElse(fresh())).missing())
                .map(what -> "VF " + vf.index() + ": " + driver.get() + " " + what);
    }

    /** How drivers make a VF. */
    private static VfSettings fresh() {
        return new VfSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false), Optional.of("auto"),
                Optional.of(0), Optional.of(0), Optional.of(false));
    }

    private Optional<String> missing() {
        if (differs(wanted.trust(), live.trust(), false) && NO_TRUST.contains(driver)) {
            return Optional.of("has no trust setting for VFs");
        }
        if (differs(wanted.linkState(), live.linkState(), "auto")) {
            if (NO_LINK_STATE.contains(driver)) {
                return Optional.of("has no link state setting for VFs; it is always auto");
            }
            if (NO_FORCED_LINK.contains(driver) && wanted.linkState().equals(Optional.of("enable"))) {
                return Optional.of("cannot force a VF's link up; allowed are auto and disable");
            }
        }
        if (differs(wanted.queryRss(), live.queryRss(), false) && !QUERY_RSS.contains(driver)) {
            return Optional.of("has no query_rss setting for VFs");
        }
        return rates().or(this::vlan);
    }

    private Optional<String> rates() {
        boolean most = differs(wanted.maxTxRate(), live.maxTxRate(), 0);
        boolean least = differs(wanted.minTxRate(), live.minTxRate(), 0);
        if ((most || least) && NO_RATES.contains(driver)) {
            return Optional.of("cannot limit the rate of VFs");
        }
        return least && NO_LEAST_RATE.contains(driver)
                ? Optional.of("cannot guarantee a rate to VFs; only a greatest rate is possible (min_tx_rate must be 0)")
                : Optional.empty();
    }

    private Optional<String> vlan() {
        boolean service = wanted.vlan().filter(vlan -> vlan.protocol().equalsIgnoreCase("802.1ad") && vlan.id() > 0).isPresent();
        return service && !live.vlan().map(Vlan::protocol).equals(wanted.vlan().map(Vlan::protocol))
                && NO_SERVICE_VLAN.contains(driver) ? Optional.of("takes no VLAN of protocol 802.1ad for VFs, only 802.1Q")
                : Optional.empty();
    }

    /** A driver that reports nothing is taken to have the usual value. */
    private static <T> boolean differs(Optional<T> wanted, Optional<T> live, T usual) {
        return wanted.isPresent() && !Objects.equals(wanted.get(), live.orElse(usual));
    }
}
