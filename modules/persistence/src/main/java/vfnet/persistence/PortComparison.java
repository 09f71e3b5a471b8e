// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.util.List;
import java.util.Optional;
import vfnet.model.VfDriver;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedVf;

/**
 * Collects the differences of a port, or of one of its VFs.
 *
 * @param vf the VF; empty for the port itself
 * @param differences what was found so far
 */
record PortComparison(Optional<Integer> vf, List<Difference> differences) {

    PortComparison of(int index) {
        return new PortComparison(Optional.of(index), differences);
    }

    void compare(SavedVf one, SavedVf other) {
        compare("label", one.label(), other.label());
        compare("mac_address", one.settings().address(), other.settings().address());
        compare("vlan", one.settings().vlan(), other.settings().vlan());
        compare("spoof_check", one.settings().spoofCheck(), other.settings().spoofCheck());
        compare("trust", one.settings().trust(), other.settings().trust());
        compare("link_state", one.settings().linkState(), other.settings().linkState());
        compare("min_tx_rate", one.settings().minTxRate(), other.settings().minTxRate());
        compare("max_tx_rate", one.settings().maxTxRate(), other.settings().maxTxRate());
        compare("query_rss", one.settings().queryRss(), other.settings().queryRss());
        compare("node_guid", one.settings().nodeGuid(), other.settings().nodeGuid());
        compare("port_guid", one.settings().portGuid(), other.settings().portGuid());
        compare("driver", one.driver(), other.driver());
    }

    private static String vlan(Vlan vlan) {
        return vlan.id() == 0 && vlan.qos() == 0
                ? "none"
                : vlan.id()
                        + (vlan.qos() == 0 ? "" : ":" + vlan.qos())
                        + (vlan.protocol().equalsIgnoreCase("802.1Q") ? "" : " " + vlan.protocol());
    }

    void compare(String field, Optional<?> one, Optional<?> other) {
        Optional<String> from = one.map(PortComparison::text);
        Optional<String> to = other.map(PortComparison::text);
        if (!from.equals(to)) {
            differences.add(new Difference(vf, field, from, to));
        }
    }

    static String text(Object value) {
        if (value instanceof Vlan vlan) {
            return vlan(vlan);
        }
        if (value instanceof VfDriver driver) {
            return driver.text();
        }
        return value instanceof Boolean flag ? flag ? "on" : "off" : value.toString();
    }
}
