// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import vfnet.model.Guid;
import vfnet.model.MacAddress;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;

/** A setting of a VF, which a network driver supports by an operation of its own ({@code ndo_set_vf_*}). */
public enum VfSetting {
    /** The MAC address ({@code ndo_set_vf_mac}). */
    ADDRESS("MAC address"),
    /** The VLAN with its priority and protocol ({@code ndo_set_vf_vlan}). */
    VLAN("VLAN"),
    /** Whether frames from another address than the VF's own are dropped ({@code ndo_set_vf_spoofchk}). */
    SPOOF_CHECK("spoof check"),
    /** Whether the PF's driver trusts the VF ({@code ndo_set_vf_trust}). */
    TRUST("trust"),
    /** Whether the VF's link follows the port, or is forced up or down ({@code ndo_set_vf_link_state}). */
    LINK_STATE("link state"),
    /** The guaranteed rate and the limit, in Mbit/s ({@code ndo_set_vf_rate}). */
    RATE("rate"),
    /** Whether the VF may read the port's RSS settings ({@code ndo_set_vf_rss_query_en}). */
    QUERY_RSS("query_rss"),
    /** The GUIDs of a VF on InfiniBand ({@code ndo_set_vf_guid}). */
    GUIDS("GUID");

    private final String word;

    VfSetting(String word) {
        this.word = word;
    }

    /** For messages. */
    String word() {
        return word;
    }

    /** Whether the desired value would change it. A driver that reports nothing is assumed to have the usual value. */
    boolean changes(VfSettings desired, VfSettings live) {
        return switch (this) {
            case ADDRESS -> differs(desired.address(), live.address(), MacAddress.ZERO);
            case VLAN ->
                differs(desired.vlan().map(VfSetting::plain), live.vlan().map(VfSetting::plain), Vlan.NONE);
            case SPOOF_CHECK ->
                desired.spoofCheck().isPresent() && !desired.spoofCheck().equals(live.spoofCheck());
            case TRUST -> differs(desired.trust(), live.trust(), false);
            case LINK_STATE -> differs(desired.linkState(), live.linkState(), "auto");
            case RATE ->
                differs(desired.maxTxRate(), live.maxTxRate(), 0) || differs(desired.minTxRate(), live.minTxRate(), 0);
            case QUERY_RSS -> differs(desired.queryRss(), live.queryRss(), false);
            case GUIDS ->
                differs(desired.nodeGuid(), live.nodeGuid(), Guid.ZERO)
                        || differs(desired.portGuid(), live.portGuid(), Guid.ZERO);
        };
    }

    /** ip and people write the protocol in upper or lower case. */
    private static Vlan plain(Vlan vlan) {
        return vlan.id() == 0 && vlan.qos() == 0
                ? Vlan.NONE
                : new Vlan(vlan.id(), vlan.qos(), vlan.protocol().toLowerCase(Locale.ROOT));
    }

    static <T> boolean differs(Optional<T> desired, Optional<T> live, T usual) {
        return desired.isPresent() && !Objects.equals(desired.get(), live.orElse(usual));
    }
}
