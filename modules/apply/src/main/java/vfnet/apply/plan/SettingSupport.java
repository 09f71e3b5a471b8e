// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.model.Driver;
import vfnet.model.LinkLayer;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.DesiredPort;
import vfnet.model.desired.DesiredVf;
import vfnet.model.eswitch.EswitchMode;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.Switchdev;

/** Refuses settings of a VF that a PF's driver does not support, before anything is changed. */
final class SettingSupport {
    private final LivePort port;
    private final DesiredVf vf;
    private final String driver;
    private final VfSettings desired;
    private final VfSettings live;
    private final boolean inSwitchdevMode;
    private final boolean entersSwitchdevMode;

    private SettingSupport(
            LivePort port, DesiredVf vf, String driver, VfSettings live, boolean inSwitchdevMode, boolean enters) {
        this.inSwitchdevMode = inSwitchdevMode;
        entersSwitchdevMode = enters;
        this.port = port;
        this.vf = vf;
        this.driver = driver;
        this.desired = vf.settings();
        this.live = live;
    }

    /** Why the PF's driver cannot configure VFs as desired; empty when nothing is known against it. */
    static Optional<Refusal> refusal(Inventory inventory, DesiredPort desired) {
        Optional<LivePort> port = LivePort.in(inventory, desired.pf(), desired.devPort());
        for (DesiredVf vf : desired.vfs()) {
            Optional<String> missing = port.flatMap(known -> missing(known, vf, desired));
            if (missing.isPresent()) {
                return Optional.of(new Refusal(Refusal.Reason.INVALID_REQUEST, missing.get(), List.of()));
            }
        }
        return Optional.empty();
    }

    /** A VF may keep its present value, which is not written. */
    private static Optional<String> missing(LivePort port, DesiredVf vf, DesiredPort desired) {
        String driver = port.pf().function().driver().value().map(Driver::name).orElse("");
        boolean entered = desired.eswitch().filter(EswitchMode::hasRepresentors).isPresent();
        boolean stays = desired.eswitch().isEmpty()
                && (port.pf()
                                .cardSwitch()
                                .mode()
                                .filter(EswitchMode::hasRepresentors)
                                .isPresent()
                        || port.port().flatMap(Port::switchdev).isPresent());
        // On the way into switchdev mode, what legacy mode has set does not stay either.
        boolean enters = entered && port.eswitch(desired).changes() && port.count() > 0;
        VfSettings base =
                enters ? plain(Optional.of(false)) : port.settings(vf.index()).orElse(fresh(driver, vf));
        return new SettingSupport(port, vf, driver, base, entered || stays, enters)
                .missing()
                .map(what -> "VF " + vf.index() + ": " + what);
    }

    /**
     * Defaults of new VFs by driver. Some turn the spoof check on and some off, so the desired value may be set
     * already.
     */
    private static VfSettings fresh(String driver, DesiredVf vf) {
        return plain(
                VfSettingTable.mayHave(driver, VfSetting.SPOOF_CHECK)
                        ? vf.settings().spoofCheck()
                        : Optional.empty());
    }

    private static VfSettings plain(Optional<Boolean> spoofCheck) {
        return new VfSettings(
                Optional.empty(),
                Optional.empty(),
                spoofCheck,
                Optional.of(false),
                Optional.of("auto"),
                Optional.of(0),
                Optional.of(0),
                Optional.of(false));
    }

    private Optional<String> missing() {
        for (VfSetting setting : VfSetting.values()) {
            if (setting.changes(desired, live)) {
                Optional<String> why =
                        onInfiniband(setting).or(() -> byDriver(setting)).or(() -> inSwitchdevMode(setting));
                if (why.isPresent()) {
                    return why;
                }
            }
        }
        return values().map(what -> driver + " " + what);
    }

    private Optional<String> onInfiniband(VfSetting setting) {
        Optional<Port> own = port.port().filter(known -> known.layer() == LinkLayer.INFINIBAND);
        return own.filter(known -> !VfSettingTable.ON_INFINIBAND.contains(setting))
                .map(known -> switch (setting) {
                    case ADDRESS -> Guids.noMacAddress(known, vf.index());
                    case VLAN ->
                        known.networkInterface().name() + " is InfiniBand, which has partitions in place of VLANs; "
                                + "the subnet manager puts VFs into them";
                    default ->
                        known.networkInterface().name() + " is InfiniBand, which has no " + setting.word()
                                + " setting for VFs, only a link state and GUIDs";
                });
    }

    private Optional<String> byDriver(VfSetting setting) {
        if (setting == VfSetting.GUIDS) {
            return Guids.missing(port, driver);
        }
        if (VfSettingTable.mayHave(driver, setting)) {
            return Optional.empty();
        }
        if (VfSettingTable.HAS.getOrDefault(driver, Set.of()).isEmpty()) {
            return Optional.of(driver + " cannot set anything of its VFs, and so no " + setting.word()
                    + ": they keep what the card gives them; set it where the card is managed");
        }
        return Optional.of(driver
                + switch (setting) {
                    case LINK_STATE -> " has no link state setting for VFs; it is always auto";
                    case RATE -> " cannot limit the rate of VFs";
                    default -> " has no " + setting.word() + " setting for VFs";
                });
    }

    private Optional<String> inSwitchdevMode(VfSetting setting) {
        Set<VfSetting> refused = VfSettingTable.NOT_IN_SWITCHDEV_MODE.getOrDefault(driver, Set.of());
        if (!inSwitchdevMode || !refused.contains(setting)) {
            return Optional.empty();
        }
        String sign = port.port()
                .flatMap(Port::switchdev)
                .map(Switchdev::sign)
                .orElse("devlink dev eswitch show pci/" + port.pf().function().address());
        String representor = port.pf()
                .cardSwitch()
                .representorOf(vf.index())
                .map(own -> own.name().text())
                .orElse("REPRESENTOR");
        String there = switch (setting) {
            case VLAN ->
                "tag the VF's representor: bridge vlan add dev " + representor + " vid ID pvid untagged, ovs-vsctl set "
                        + "port " + representor + " tag=ID, or tc";
            case SPOOF_CHECK -> "match source addresses at the VF's representor, with rules of Open vSwitch or tc";
            case LINK_STATE -> "its link follows its representor: ip link set " + representor + " up, or down";
            default -> "rules at the VF's representor decide what it may do";
        };
        return Optional.of(
                entersSwitchdevMode
                        ? driver + " takes no " + setting.word()
                                + " of a VF in switchdev mode, and it has one, or one is saved for it: take it "
                                + "away first (vfnet vf " + port.argument() + " " + vf.index() + " " + none(setting)
                                + ", with --persist where it is saved); there " + there
                        : driver + " takes no " + setting.word() + " of a VF while the card is in switchdev mode ("
                                + sign + "): there " + there + "; or go back to legacy mode: vfnet eswitch "
                                + port.argument() + " legacy");
    }

    private static String none(VfSetting setting) {
        return switch (setting) {
            case VLAN -> "--vlan none";
            case SPOOF_CHECK -> "--spoof-check off";
            case TRUST -> "--trust off";
            default -> "--link-state auto";
        };
    }

    /** Values that the driver does not accept for settings that it supports. */
    private Optional<String> values() {
        if (VfSetting.LINK_STATE.changes(desired, live)
                && VfSettingTable.NO_FORCED_LINK.contains(driver)
                && desired.linkState().equals(Optional.of("enable"))) {
            return Optional.of("cannot force a VF's link up; allowed are auto and disable");
        }
        if (VfSetting.differs(desired.minTxRate(), live.minTxRate(), 0)
                && VfSettingTable.NO_LEAST_RATE.contains(driver)) {
            return Optional.of(
                    "cannot guarantee a minimum rate to VFs; only a maximum rate is possible (min_tx_rate must "
                            + "be 0)");
        }
        boolean service = desired.vlan()
                .filter(vlan -> vlan.protocol().equalsIgnoreCase("802.1ad") && vlan.id() > 0)
                .isPresent();
        return service
                        && !live.vlan()
                                .map(Vlan::protocol)
                                .equals(desired.vlan().map(Vlan::protocol))
                        && VfSettingTable.NO_SERVICE_VLAN.contains(driver)
                ? Optional.of("takes no VLAN of protocol 802.1ad for VFs, only 802.1Q")
                : Optional.empty();
    }
}
