// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import vfnet.model.Guid;
import vfnet.model.MacAddress;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;

/**
 * Reads one entry of a link's {@code vfinfo_list} (iproute2, print_vfinfo in ip/ipaddress.c). Versions differ: before
 * 5.3 the address is called {@code mac} and cut to 6 bytes, an InfiniBand one too; kernels before 4.9 report no list of
 * VLANs, and ip then prints {@code vlan} and {@code qos} of the VF itself; those before 3.16 report no rates but
 * {@code tx_rate}. GUIDs of InfiniBand are printed since 5.5, under keys with a space (seen in the program of 6.1).
 */
final class VfSettingsParser {
    private final IpJson json;
    private final boolean ethernet;
    private Optional<MacAddress> address = Optional.empty();
    private int vlanId;
    private int vlanQos;
    private String vlanProtocol = "";
    private Optional<Boolean> spoofCheck = Optional.empty();
    private Optional<Boolean> trust = Optional.empty();
    private Optional<String> linkState = Optional.empty();
    private Optional<Integer> minTxRate = Optional.empty();
    private Optional<Integer> maxTxRate = Optional.empty();
    private Optional<Boolean> queryRss = Optional.empty();
    private Optional<Guid> nodeGuid = Optional.empty();
    private Optional<Guid> portGuid = Optional.empty();

    /** @param ethernet whether it is an Ethernet link, so that what looks like a MAC address is one */
    VfSettingsParser(IpJson json, boolean ethernet) {
        this.json = json;
        this.ethernet = ethernet;
    }

    /** Reads the object that begins at the parser's position. One without a VF number is skipped. */
    void readInto(Map<Integer, VfSettings> settings) throws IOException {
        clear();
        int index = -1;
        for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
            switch (key) {
                case "vf" -> index = json.number();
                case "address", "mac" ->
                    address = MacAddress.parse(json.text()).filter(set -> ethernet && !set.isZero());
                case "spoofchk" -> spoofCheck = json.flag();
                case "trust" -> trust = json.flag();
                case "query_rss_en" -> queryRss = json.flag();
                case "link_state" -> linkState = Optional.of(json.text()).filter(state -> !state.isEmpty());
                case "tx_rate" -> maxTxRate = rate();
                case "rate" -> rates();
                case "vlan_list" -> vlans();
                case "node guid", "node_guid" -> nodeGuid = Guid.parse(json.text());
                case "port guid", "port_guid" -> portGuid = Guid.parse(json.text());
                default -> vlan(key);
            }
        }
        if (index >= 0) {
            settings.put(
                    index,
                    new VfSettings(
                            address,
                            vlan(),
                            spoofCheck,
                            trust,
                            linkState,
                            minTxRate,
                            maxTxRate,
                            queryRss,
                            nodeGuid,
                            portGuid));
        }
    }

    private void clear() {
        address = Optional.empty();
        vlanId = 0;
        vlanQos = 0;
        vlanProtocol = "";
        spoofCheck = Optional.empty();
        trust = Optional.empty();
        linkState = Optional.empty();
        minTxRate = Optional.empty();
        maxTxRate = Optional.empty();
        queryRss = Optional.empty();
        nodeGuid = Optional.empty();
        portGuid = Optional.empty();
    }

    private void rates() throws IOException {
        if (!json.isObject()) {
            return;
        }
        for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
            switch (key) {
                case "max_tx" -> maxTxRate = rate();
                case "min_tx" -> minTxRate = rate();
                default -> json.skip();
            }
        }
    }

    private Optional<Integer> rate() throws IOException {
        return Optional.of(json.number()).filter(mbit -> mbit >= 0);
    }

    /** The kernel allows one VLAN per VF; without one, ip prints an empty object (seen with iproute2 6.1). */
    private void vlans() throws IOException {
        if (!json.isList()) {
            return;
        }
        while (json.nextObjectInside()) {
            for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
                vlan(key);
            }
        }
    }

    private void vlan(String key) throws IOException {
        switch (key) {
            case "vlan" -> vlanId = Math.max(json.number(), 0);
            case "qos" -> vlanQos = Math.max(json.number(), 0);
            case "protocol" -> vlanProtocol = json.text();
            default -> json.skip();
        }
    }

    private Optional<Vlan> vlan() {
        return vlanId == 0 && vlanQos == 0
                ? Optional.empty()
                : Optional.of(new Vlan(vlanId, vlanQos, vlanProtocol.isEmpty() ? "802.1Q" : vlanProtocol));
    }
}
