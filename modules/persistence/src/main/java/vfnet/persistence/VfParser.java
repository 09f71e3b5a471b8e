// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vfnet.model.Guid;
import vfnet.model.MacAddress;
import vfnet.model.VfDriver;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedVf;

/** Reads one element of a port's {@code vfs}. */
final class VfParser {
    static final String ADDRESS_ALLOWED =
            "must be a unicast MAC address other than zero, such as \"02:00:00:00:00:01\"";
    static final String GUID_ALLOWED =
            "must be the GUID of one node or port other than zero, such as \"02:00:00:00:00:00:00:01\"";
    static final int MAX_INDEX = 65534;
    static final int MAX_VLAN = 4094;
    static final int MAX_PRIORITY = 7;
    static final List<String> LINK_STATES = List.of("auto", "enable", "disable");
    static final List<String> VLAN_PROTOCOLS = List.of("802.1Q", "802.1ad");

    private final ConfigurationJson json;
    private final String pointer;
    private Optional<Integer> index = Optional.empty();
    private Optional<MacAddress> address = Optional.empty();
    private Optional<Vlan> vlan = Optional.empty();
    private Optional<Boolean> spoofCheck = Optional.empty();
    private Optional<Boolean> trust = Optional.empty();
    private Optional<String> linkState = Optional.empty();
    private Optional<Integer> minTxRate = Optional.empty();
    private Optional<Integer> maxTxRate = Optional.empty();
    private Optional<Boolean> queryRss = Optional.empty();
    private Optional<Guid> nodeGuid = Optional.empty();
    private Optional<Guid> portGuid = Optional.empty();
    private Optional<VfDriver> driver = Optional.empty();
    private Optional<VfLabel> label = Optional.empty();

    /** @param pointer to the element */
    VfParser(ConfigurationJson json, String pointer) {
        this.json = json;
        this.pointer = pointer;
    }

    /** The VF that begins at the parser's position; empty when it has no usable number. */
    Optional<SavedVf> parse() throws IOException {
        if (!json.beginsObject("must be an object that describes a VF")) {
            return Optional.empty();
        }
        int line = json.line();
        int flaws = json.flaws().count();
        for (Optional<String> key = json.nextKey(); key.isPresent(); key = json.nextKey()) {
            field(key.get());
        }
        if (!areRates(minTxRate.orElse(0), maxTxRate)) {
            json.flaws().add(ConfigurationJson.place(line, pointer), "min_tx_rate must not be above max_tx_rate");
        }
        if (index.isEmpty() && json.flaws().count() == flaws) {
            json.flaws()
                    .add(
                            ConfigurationJson.place(line, pointer),
                            "vf_index is missing: the VF's number on its PF, from 0");
        }
        return index.map(number -> new SavedVf(
                number,
                new VfSettings(
                        address,
                        vlan,
                        spoofCheck,
                        trust,
                        linkState,
                        minTxRate,
                        maxTxRate,
                        queryRss,
                        nodeGuid,
                        portGuid),
                driver,
                label));
    }

    private void field(String key) throws IOException {
        switch (key) {
            case "vf_index" -> index = json.number(0, MAX_INDEX);
            case "mac_address" -> address = json.text(VfParser::unicast, ADDRESS_ALLOWED);
            case "vlan" -> vlan = vlan();
            case "spoof_check" -> spoofCheck = json.flag();
            case "trust" -> trust = json.flag();
            case "link_state" ->
                linkState = json.text(
                        word -> Optional.of(word).filter(LINK_STATES::contains),
                        "must be \"auto\", \"enable\" or \"disable\"");
            case "min_tx_rate" -> minTxRate = json.number(0, Integer.MAX_VALUE);
            case "max_tx_rate" -> maxTxRate = json.number(0, Integer.MAX_VALUE);
            case "query_rss" -> queryRss = json.flag();
            case "node_guid" -> nodeGuid = json.text(VfParser::guid, GUID_ALLOWED);
            case "port_guid" -> portGuid = json.text(VfParser::guid, GUID_ALLOWED);
            case "driver" ->
                driver = json.text(
                        VfParser::driver, "must be \"auto\", \"none\", or a driver's name such as \"vfio-pci\"");
            case "label" ->
                label = json.text(
                        VfLabel::parse,
                        "must be 1 to 63 letters, digits, dots, hyphens and underscores, the first one a letter");
            default -> json.ignore();
        }
    }

    static Optional<MacAddress> unicast(String text) {
        return MacAddress.parse(text).filter(VfParser::isUnicast);
    }

    private static Optional<Guid> guid(String text) {
        return Guid.parse(text).filter(Guid::isOfOne);
    }

    static boolean isUnicast(MacAddress address) {
        return !address.isMulticast() && !address.isZero();
    }

    /** Unlimited, which is 0 or nothing, is above every rate. */
    static boolean areRates(int least, Optional<Integer> most) {
        return most.filter(bound -> bound > 0 && bound < least).isEmpty();
    }

    /** The name is written to driver_override and passed to modprobe, so it is a plain word. */
    static Optional<VfDriver> driver(String text) {
        if (text.equals("auto")) {
            return Optional.of(new VfDriver.Auto());
        }
        if (text.equals("none")) {
            return Optional.of(new VfDriver.None());
        }
        boolean plain = !text.isEmpty() && text.length() <= 64 && text.charAt(0) != '-';
        for (int i = 0; i < text.length() && plain; i++) {
            char c = text.charAt(i);
            plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
        }
        return plain ? Optional.of(new VfDriver.Override(text)) : Optional.empty();
    }

    /** Null is an explicit "no VLAN". */
    private Optional<Vlan> vlan() throws IOException {
        if (json.isNull()) {
            return Optional.of(Vlan.NONE);
        }
        if (!json.beginsObject(
                "must be null for no VLAN, or an object such as {\"id\": 100, \"qos\": 0, \"protocol\": \"802.1Q\"}")) {
            return Optional.empty();
        }
        int line = json.line();
        int flaws = json.flaws().count();
        Optional<Integer> id = Optional.empty();
        Optional<Integer> qos = Optional.of(0);
        Optional<String> protocol = Optional.of("802.1Q");
        for (Optional<String> key = json.nextKey(); key.isPresent(); key = json.nextKey()) {
            switch (key.get()) {
                case "id" -> id = json.number(0, MAX_VLAN);
                case "qos" -> qos = json.number(0, MAX_PRIORITY);
                case "protocol" ->
                    protocol = json.text(
                            word -> Optional.of(word).filter(VLAN_PROTOCOLS::contains),
                            "must be \"802.1Q\" or \"802.1ad\"");
                default -> json.ignore();
            }
        }
        if (id.isEmpty() && json.flaws().count() == flaws) {
            json.flaws()
                    .add(
                            ConfigurationJson.place(line, pointer + "/vlan"),
                            "id is missing: the VLAN's number, 1 to 4094");
        }
        if (id.isEmpty() || qos.isEmpty() || protocol.isEmpty()) {
            return Optional.empty();
        }
        boolean none = id.get() == 0 && qos.get() == 0;
        return Optional.of(none ? Vlan.NONE : new Vlan(id.get(), qos.get(), protocol.get()));
    }
}
