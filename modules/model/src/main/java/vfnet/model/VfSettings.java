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
 * @param nodeGuid the GUID of the VF as an InfiniBand node; zero when none is set, empty where nothing reports GUIDs
 * @param portGuid the GUID of its InfiniBand port, likewise
 */
public record VfSettings(
        Optional<MacAddress> address,
        Optional<Vlan> vlan,
        Optional<Boolean> spoofCheck,
        Optional<Boolean> trust,
        Optional<String> linkState,
        Optional<Integer> minTxRate,
        Optional<Integer> maxTxRate,
        Optional<Boolean> queryRss,
        Optional<Guid> nodeGuid,
        Optional<Guid> portGuid) {

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
     * Settings of a VF on Ethernet, which has no GUIDs.
     *
     * @param address the administrative MAC address
     * @param vlan the VF's VLAN
     * @param spoofCheck whether frames with another source address are dropped
     * @param trust whether the VF may change its own address and use promiscuous mode
     * @param linkState {@code auto}, {@code enable} or {@code disable}
     * @param minTxRate guaranteed rate in Mbit/s; 0 = none
     * @param maxTxRate maximum rate in Mbit/s; 0 = unlimited
     * @param queryRss whether the VF may read the RSS configuration
     */
    public VfSettings(
            Optional<MacAddress> address,
            Optional<Vlan> vlan,
            Optional<Boolean> spoofCheck,
            Optional<Boolean> trust,
            Optional<String> linkState,
            Optional<Integer> minTxRate,
            Optional<Integer> maxTxRate,
            Optional<Boolean> queryRss) {
        this(
                address,
                vlan,
                spoofCheck,
                trust,
                linkState,
                minTxRate,
                maxTxRate,
                queryRss,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * {@return the same with another address}
     *
     * @param other the new address
     */
    public VfSettings withAddress(MacAddress other) {
        return withAddress(Optional.of(other));
    }

    /**
     * {@return the same with another address, or none}
     *
     * @param other the new address; empty for none
     */
    public VfSettings withAddress(Optional<MacAddress> other) {
        return new VfSettings(
                other, vlan, spoofCheck, trust, linkState, minTxRate, maxTxRate, queryRss, nodeGuid, portGuid);
    }

    /**
     * {@return the same with other rates}
     *
     * @param min guaranteed rate in Mbit/s; 0 = none; empty where it is not known
     * @param max maximum rate in Mbit/s; 0 = unlimited; empty where it is not known
     */
    public VfSettings withRates(Optional<Integer> min, Optional<Integer> max) {
        return new VfSettings(address, vlan, spoofCheck, trust, linkState, min, max, queryRss, nodeGuid, portGuid);
    }

    /**
     * {@return the same with other GUIDs}
     *
     * @param node the GUID of the VF as a node; empty for none
     * @param port the GUID of its port; empty for none
     */
    public VfSettings withGuids(Optional<Guid> node, Optional<Guid> port) {
        return new VfSettings(address, vlan, spoofCheck, trust, linkState, minTxRate, maxTxRate, queryRss, node, port);
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
                queryRss.or(other::queryRss),
                nodeGuid.or(other::nodeGuid),
                portGuid.or(other::portGuid));
    }
}
