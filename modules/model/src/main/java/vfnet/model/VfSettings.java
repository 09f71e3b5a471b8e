// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.util.Optional;

/**
 * What a PF's driver enforces on one VF (uapi/linux/if_link.h, IFLA_VF_*). Empty where the driver reports nothing.
 *
 * @param address the address set through the PF; empty when none is set, which drivers report as zero
 * @param vlan the VLAN that the VF is put into
 * @param spoofCheck whether frames with another source address are dropped
 * @param trust whether the VF may change its own address and go promiscuous
 * @param linkState {@code auto}, {@code enable} or {@code disable}
 * @param minTxRate guaranteed rate in Mbit/s; 0 is none
 * @param maxTxRate greatest rate in Mbit/s; 0 is no bound
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

    /** Nothing reported, nothing wanted. */
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
     * {@return what these say, and where they say nothing what the others do}
     *
     * @param other what counts less
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
