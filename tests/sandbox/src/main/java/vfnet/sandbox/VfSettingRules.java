// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import vfnet.model.Errno;
import vfnet.model.Guid;
import vfnet.model.MacAddress;

/** How a PF's driver handles the settings of its VFs (ndo_set_vf_* in drivers/net/ethernet). */
final class VfSettingRules {
    /** The C library's message for EPROTONOSUPPORT, which only this one setting can return. */
    private static final String PROTOCOL_NOT_SUPPORTED = "Protocol not supported";

    private final Simulation machine;
    private final Function pf;
    private final ObjectNode port;
    private final CardRules rules;

    VfSettingRules(Simulation machine, Function pf, ObjectNode port) {
        this.machine = machine;
        this.pf = pf;
        this.port = port;
        rules = pf.rules();
    }

    /** @return the C library's message for the error; empty when the driver accepted it */
    Optional<String> set(int vf, VfSetting setting) {
        Optional<ObjectNode> entry = VfInfo.entry(port, vf);
        if (!settings().contains(setting.call()) || isForbiddenBySwitch(setting)) {
            return Optional.of(Errno.EOPNOTSUPP.message());
        }
        if (entry.isEmpty()) {
            return Optional.of(Errno.EINVAL.message());
        }
        if (isInReset() && setting.call() != KernelCall.STATE) {
            pf.log("VF " + vf + " still in reset. Try again.");
            return Optional.of(Errno.EAGAIN.message());
        }
        return switch (setting) {
            case VfSetting.Address(MacAddress address) -> address(entry.get(), vf, address);
            case VfSetting.OfVlan vlan -> vlan(entry.get(), vf, vlan);
            case VfSetting.Rates rates -> rates(entry.get(), rates);
            case VfSetting.State(String state) -> state(entry.get(), state);
            case VfSetting.Flag(KernelCall call, boolean on) -> flag(entry.get(), vf, call, on);
            case VfSetting.OfGuid(KernelCall call, Guid guid) -> guid(entry.get(), call, guid);
        };
    }

    /** IP over InfiniBand passes on two kinds of settings, which only mlx5_ib takes. */
    private Set<KernelCall> settings() {
        if (!VfInfo.isInfiniband(port)) {
            return rules.settings();
        }
        return pf.driver().filter("mlx5_core"::equals).isPresent()
                ? Set.of(KernelCall.STATE, KernelCall.NODE_GUID, KernelCall.PORT_GUID)
                : Set.of();
    }

    /** An ip before 5.5 prints none. */
    private static Optional<String> guid(ObjectNode entry, KernelCall call, Guid guid) {
        String key = call == KernelCall.NODE_GUID ? "node guid" : "port guid";
        if (entry.has(key)) {
            entry.put(key, guid.toString());
        }
        return Optional.empty();
    }

    /** In switchdev mode VLANs, trust and spoof check are rules of the switch; VLAN 0 is allowed. */
    private boolean isForbiddenBySwitch(VfSetting setting) {
        return (new CardSwitch(machine, pf).isInSwitchdevMode() || pf.isSwitch())
                && pf.driver().filter("mlx5_core"::equals).isPresent()
                && switch (setting) {
                    case VfSetting.OfVlan(int id, int qos, String protocol) -> id != 0;
                    case VfSetting.Flag flag -> true;
                    default -> false;
                };
    }

    private boolean isInReset() {
        return rules.has(CardRules.Quirk.RESETS_NEW_VFS)
                && machine.memory().clock
                        < machine.memory().resetUntil.getOrDefault(pf.address().toString(), 0L);
    }

    private Optional<String> address(ObjectNode entry, int vf, MacAddress address) {
        if (address.isMulticast() || address.isZero() && !rules.has(CardRules.Quirk.CLEARS_ADDRESS)) {
            return Optional.of(Errno.EINVAL.message());
        }
        entry.put("address", address.toString());
        if (address.isZero()) {
            pf.log("remove administratively set MAC on VF " + vf);
        } else {
            pf.log("setting MAC " + address + " on VF " + vf);
            pf.log("Reload the VF driver to make this change effective.");
        }
        return Optional.empty();
    }

    private Optional<String> vlan(ObjectNode entry, int vf, VfSetting.OfVlan vlan) {
        if (!vlan.protocol().equalsIgnoreCase("802.1Q") && !rules.has(CardRules.Quirk.SERVICE_VLANS)) {
            return Optional.of(PROTOCOL_NOT_SUPPORTED);
        }
        VfInfo.vlan(entry, vlan.id(), vlan.qos(), vlan.protocol());
        pf.log("Setting VLAN " + vlan.id() + ", QOS 0x" + vlan.qos() + " on VF " + vf);
        return Optional.empty();
    }

    private Optional<String> rates(ObjectNode entry, VfSetting.Rates rates) {
        boolean refused = rates.least() != 0 && rules.has(CardRules.Quirk.NO_LEAST_RATE)
                || rates.most() > rules.megabits()
                || rules.has(CardRules.Quirk.RATES_NEED_CARRIER) && !Carrier.hasCarrier(port);
        if (refused) {
            return Optional.of(Errno.EINVAL.message());
        }
        VfInfo.rates(entry, rates.least(), rates.most());
        return Optional.empty();
    }

    private Optional<String> state(ObjectNode entry, String state) {
        if (state.equals("enable") && rules.has(CardRules.Quirk.CANNOT_FORCE_LINK)) {
            pf.log("link state enable is not supported");
        } else {
            entry.put("link_state", state);
        }
        return Optional.empty();
    }

    private Optional<String> flag(ObjectNode entry, int vf, KernelCall call, boolean on) {
        entry.put(call == KernelCall.QUERY_RSS ? "query_rss_en" : call.word(), on);
        if (call == KernelCall.TRUST) {
            pf.log("VF " + vf + " is " + (on ? "trusted" : "not trusted"));
        }
        return Optional.empty();
    }
}
