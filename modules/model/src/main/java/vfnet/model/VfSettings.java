// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.util.Optional;

/**
 * What a PF's driver enforces on one VF (uapi/linux/if_link.h, IFLA_VF_*). Empty where the driver reports nothing.
 *
 * @param address the administrative MAC address; empty when none is set, which drivers report as zero
 * @param vlan the VF's VLAN
 * @param spoofCheck whether frames with another source address are dropped
 * @param trust whether the VF may change its own address and use promiscuous mode
 * @param linkState {@code auto}, {@code enable} or {@code disable}
 * @param minTxRate guaranteed rate in Mbit/s; 0 = none
 * @param maxTxRate maximum rate in Mbit/s; 0 = unlimited
 * @param queryRss whether the VF may read the RSS configuration
 */
public record VfSettings(
        Optional<MacAddress> address,
        Optional<Vlan> vlan,
        Optional<Boolean> spoofCheck,
        Optional<Boolean> trust,
        Optional<String> linkState,
        Optional<Integer> minTxRate,
        Optional<Integer> maxTxRate,
        Optional<Boolean> queryRss) {

    /** Nothing is reported, or nothing is requested. */
    public static final VfSettings UNKNOWN = new VfSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /**
     * {@return the same with another address}
     *
     * @param other the new address
     */
    public VfSettings withAddress(MacAddress other) {
        return new VfSettings(Optional.of(other), vlan, spoofCheck, trust, linkState, minTxRate, maxTxRate, queryRss);
    }

    /**
     * {@return these settings, with the others where these are empty}
     *
     * @param other what these take precedence over
     */
    public VfSettings over(VfSettings other) {
        return new VfSettings(
                address.or(other::address),
                vlan.or(other::vlan),
                spoofCheck.or(other::spoofCheck),
                trust.or(other::trust),
                linkState.or(other::linkState),
                minTxRate.or(other::minTxRate),
                maxTxRate.or(other::maxTxRate),
                queryRss.or(other::queryRss));
    }
}
