package vfnet.discovery;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import vfnet.model.MacAddress;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;

/** Reads one entry of a link's {@code vfinfo_list} (iproute2, print_vfinfo in ip/ipaddress.c). */
final class VfSettingsParser {
    private final IpJson json;

    private Optional<MacAddress> address;
    private Optional<Vlan> vlan;
    private Optional<Boolean> spoofCheck;
    private Optional<Boolean> trust;
    private Optional<String> linkState;
    private Optional<Integer> minTxRate;
    private Optional<Integer> maxTxRate;
    private Optional<Boolean> queryRss;

    VfSettingsParser(IpJson json) {
        this.json = json;
    }

    /** Reads the object that the parser stands at the beginning of. One without a VF number is passed over. */
    void readInto(Map<Integer, VfSettings> settings) throws IOException {
        clear();
        int index = -1;
        for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
            switch (key) {
                case "vf" -> index = json.number();
                case "address" -> address = MacAddress.parse(json.text()).filter(set -> !set.isZero());
                case "spoofchk" -> spoofCheck = json.flag();
                case "trust" -> trust = json.flag();
                case "query_rss_en" -> queryRss = json.flag();
                case "link_state" -> linkState = Optional.of(json.text()).filter(state -> !state.isEmpty());
                case "rate" -> rates();
                case "vlan_list" -> vlans();
                default -> json.skip();
            }
        }
        if (index >= 0) {
            settings.put(index, new VfSettings(address, vlan, spoofCheck, trust, linkState, minTxRate, maxTxRate,
                    queryRss));
        }
    }

    private void clear() {
        address = Optional.empty();
        vlan = Optional.empty();
        spoofCheck = Optional.empty();
        trust = Optional.empty();
        linkState = Optional.empty();
        minTxRate = Optional.empty();
        maxTxRate = Optional.empty();
        queryRss = Optional.empty();
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

    /** The kernel allows one VLAN a VF; without one, ip prints an empty object (seen with iproute2 6.1). */
    private void vlans() throws IOException {
        if (json.isList()) {
            while (json.nextObjectInside()) {
                vlan();
            }
        }
    }

    private void vlan() throws IOException {
        int id = 0;
        int qos = 0;
        String protocol = "";
        for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
            switch (key) {
                case "vlan" -> id = json.number();
                case "qos" -> qos = json.number();
                case "protocol" -> protocol = json.text();
                default -> json.skip();
            }
        }
        if (id > 0 || qos > 0) {
            vlan = Optional.of(new Vlan(Math.max(id, 0), Math.max(qos, 0), protocol.isEmpty() ? "802.1Q" : protocol));
        }
    }
}
