// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import vfnet.model.Guid;
import vfnet.model.MacAddress;

/** What a PF's driver enforces on its VFs, as ip prints it: {@code vfinfo_list}, one for each port. */
final class VfInfo {
    private VfInfo() {}

    /** The entries of new VFs. */
    static void fill(ObjectNode port, int count, CardRules rules) {
        ArrayNode list = port.putArray("vfinfo_list");
        if (isInfiniband(port)) {
            fill(port, list, count);
            return;
        }
        for (int index = 0; index < count; index++) {
            ObjectNode entry = list.addObject()
                    .put("vf", index)
                    .put("link_type", "ether")
                    .put("address", MacAddress.ZERO.toString())
                    .put("broadcast", "ff:ff:ff:ff:ff:ff");
            entry.putArray("vlan_list").addObject();
            if (rules.settings().contains(KernelCall.RATE)) {
                entry.putObject("rate").put("max_tx", 0).put("min_tx", 0);
            }
            entry.put("spoofchk", !rules.has(CardRules.Quirk.SPOOF_CHECK_OFF));
            if (rules.settings().contains(KernelCall.STATE) || rules.vfDriver().equals("igbvf")) {
                entry.put("link_state", "auto");
            }
            if (rules.settings().contains(KernelCall.TRUST)) {
                entry.put("trust", false);
            }
            if (rules.settings().contains(KernelCall.QUERY_RSS)) {
                entry.put("query_rss_en", false);
            }
        }
    }

    static boolean isInfiniband(ObjectNode link) {
        return link.path("link_type").asText().equals("infiniband");
    }

    /**
     * The card's firmware keeps the ports of new VFs down and without GUIDs (mlx5_ib_get_vf_config, which sets
     * everything else to zero, drivers/infiniband/hw/mlx5/ib_virt.c).
     */
    private static void fill(ObjectNode port, ArrayNode list, int count) {
        for (int index = 0; index < count; index++) {
            ObjectNode entry = list.addObject().put("vf", index).put("link_type", "infiniband");
            entry.set("address", port.path("address"));
            entry.set("broadcast", port.path("broadcast"));
            entry.putArray("vlan_list").addObject();
            entry.putObject("rate").put("max_tx", 0).put("min_tx", 0);
            entry.put("spoofchk", false)
                    .put("node guid", Guid.ZERO.toString())
                    .put("port guid", Guid.ZERO.toString())
                    .put("link_state", "disable")
                    .put("trust", false)
                    .put("query_rss_en", false);
        }
    }

    /** The GUID of its port that was set through the PF; empty when it is zero. */
    static Optional<Guid> portGuid(ObjectNode port, int vf) {
        return entry(port, vf)
                .flatMap(entry -> Guid.parse(entry.path("port guid").asText()))
                .filter(guid -> !guid.isZero());
    }

    static Optional<ObjectNode> entry(ObjectNode port, int vf) {
        for (JsonNode entry : port.path("vfinfo_list")) {
            if (entry.path("vf").asInt(-1) == vf && entry instanceof ObjectNode found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** The address that was set through the PF; empty when it is zero. */
    static Optional<MacAddress> address(ObjectNode port, int vf) {
        return entry(port, vf)
                .flatMap(entry -> MacAddress.parse(entry.path("address").asText()))
                .filter(address -> !address.isZero());
    }

    /** ip prints no VLAN as an empty object, and a protocol only where it is not the usual one. */
    static void vlan(ObjectNode entry, int id, int qos, String protocol) {
        ObjectNode vlan = entry.putArray("vlan_list").addObject();
        if (id != 0) {
            vlan.put("vlan", id);
        }
        if (qos != 0) {
            vlan.put("qos", qos);
        }
        if (!protocol.equalsIgnoreCase("802.1Q")) {
            vlan.put("protocol", protocol);
        }
    }

    /** {@code tx_rate}, the older name of the maximum rate, appears only when one is set. */
    static void rates(ObjectNode entry, int least, int most) {
        entry.remove("tx_rate");
        if (most != 0) {
            entry.put("tx_rate", most);
        }
        entry.putObject("rate").put("max_tx", most).put("min_tx", least);
    }
}
