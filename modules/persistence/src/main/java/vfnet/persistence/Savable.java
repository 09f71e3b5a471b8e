// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import vfnet.model.Guid;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;

/**
 * What of a live port the file can express. A driver may accept and report what the file may not: igb takes VLAN 4095.
 */
public final class Savable {
    private Savable() {}

    /**
     * {@return the name, if it can be read and typed again}
     *
     * @param live as the kernel has it
     */
    public static Optional<InterfaceName> name(InterfaceName live) {
        return PortParser.printable(live.text());
    }

    /**
     * {@return whether it can be a port's or a VF's own address}
     *
     * @param address any address
     */
    public static boolean isAddress(MacAddress address) {
        return VfParser.isUnicast(address);
    }

    /**
     * {@return the settings, as far as they can be saved}
     *
     * @param live as the driver reports them
     * @param leftOut takes what cannot be saved, for people: {@code vlan 4095}
     */
    public static VfSettings settings(VfSettings live, List<String> leftOut) {
        Optional<Integer> least = live.minTxRate().filter(rate -> VfParser.areRates(rate, live.maxTxRate()));
        if (least.isEmpty() && live.minTxRate().isPresent()) {
            leftOut.add("min_tx_rate " + live.minTxRate().get() + " above max_tx_rate "
                    + live.maxTxRate().orElse(0));
        }
        return new VfSettings(
                kept("mac_address", live.address(), Savable::isAddress, leftOut),
                kept("vlan", live.vlan(), Savable::isVlan, leftOut),
                live.spoofCheck(),
                live.trust(),
                kept("link_state", live.linkState(), VfParser.LINK_STATES::contains, leftOut),
                least,
                live.maxTxRate(),
                live.queryRss(),
                guid("node_guid", live.nodeGuid(), leftOut),
                guid("port_guid", live.portGuid(), leftOut));
    }

    /**
     * {@return the driver, if it can be saved}
     *
     * @param live the driver of the VF
     * @param leftOut takes a driver whose name cannot be saved
     */
    public static Optional<VfDriver> driver(VfDriver live, List<String> leftOut) {
        return kept(
                "driver",
                Optional.of(live),
                driver -> VfParser.driver(driver.text()).isPresent(),
                leftOut);
    }

    private static Optional<Guid> guid(String field, Optional<Guid> live, List<String> leftOut) {
        return live.isEmpty() ? live : kept(field, live, Guid::isOfOne, leftOut);
    }

    private static boolean isVlan(Vlan vlan) {
        return vlan.id() <= VfParser.MAX_VLAN
                && vlan.qos() <= VfParser.MAX_PRIORITY
                && VfParser.VLAN_PROTOCOLS.contains(vlan.protocol());
    }

    private static <T> Optional<T> kept(String field, Optional<T> value, Predicate<T> isSavable, List<String> leftOut) {
        Optional<T> kept = value.filter(isSavable);
        if (kept.isEmpty() && value.isPresent()) {
            leftOut.add(field + " " + PortComparison.text(value.get()));
        }
        return kept;
    }
}
