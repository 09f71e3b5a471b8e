// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vfnet.model.Guid;
import vfnet.model.MacAddress;

/** One setting of a VF, as ip parses it (iproute2, ip/iplink.c, iplink_parse_vf). */
sealed interface VfSetting {

    record Address(MacAddress address) implements VfSetting {}

    record OfVlan(int id, int qos, String protocol) implements VfSetting {}

    record Rates(int least, int most) implements VfSetting {}

    record State(String state) implements VfSetting {}

    /** @param call which: node_guid or port_guid */
    record OfGuid(KernelCall call, Guid guid) implements VfSetting {}

    /** @param call which: spoofchk, trust or query_rss */
    record Flag(KernelCall call, boolean on) implements VfSetting {}

    private static String valueOf(String word, Map<String, String> values, String otherwise) {
        return values.getOrDefault(word, otherwise);
    }

    static VfSetting parse(List<String> words) throws IpLines.Nonsense {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            values.put(words.get(i), words.get(i + 1));
        }
        String word = words.getFirst();
        String value = valueOf(word, values, "");
        return switch (word) {
            case "mac" -> new Address(MacAddress.parse(value).orElseThrow(() -> invalid("lladdr", value)));
            case "vlan" ->
                new OfVlan(
                        IpLines.number("vlan", value, 4095),
                        IpLines.number("qos", valueOf("qos", values, "0"), 7),
                        valueOf("proto", values, "802.1Q"));
            case "max_tx_rate", "min_tx_rate" ->
                new Rates(
                        IpLines.number("min tx rate", valueOf("min_tx_rate", values, "0"), Integer.MAX_VALUE),
                        IpLines.number("max tx rate", valueOf("max_tx_rate", values, "0"), Integer.MAX_VALUE));
            case "rate" -> new Rates(0, IpLines.number("rate", value, Integer.MAX_VALUE));
            case "state" -> state(value);
            case "node_guid", "port_guid" ->
                new OfGuid(
                        KernelCall.named(word).orElseThrow(),
                        Guid.parse(value).orElseThrow(() -> new IpLines.Nonsense("Error: Invalid GUID format")));
            case "spoofchk", "trust", "query_rss" -> flag(KernelCall.named(word).orElseThrow(), value);
            default -> throw new IpLines.Nonsense("Error: argument \"" + word + "\" is wrong: Invalid VF option");
        };
    }

    private static VfSetting state(String value) throws IpLines.Nonsense {
        if (!List.of("auto", "enable", "disable").contains(value)) {
            throw invalid("state", value);
        }
        return new State(value);
    }

    private static VfSetting flag(KernelCall call, String value) throws IpLines.Nonsense {
        if (!value.equals("on") && !value.equals("off")) {
            throw invalid(call.word(), value);
        }
        return new Flag(call, value.equals("on"));
    }

    private static IpLines.Nonsense invalid(String word, String value) {
        return new IpLines.Nonsense("Error: argument \"" + value + "\" is wrong: Invalid \"" + word + "\" value");
    }

    /** The kind of setting. */
    default KernelCall call() {
        return switch (this) {
            case Address address -> KernelCall.MAC;
            case OfVlan vlan -> KernelCall.VLAN;
            case Rates rates -> KernelCall.RATE;
            case State state -> KernelCall.STATE;
            case Flag flag -> flag.call;
            case OfGuid guid -> guid.call;
        };
    }
}
