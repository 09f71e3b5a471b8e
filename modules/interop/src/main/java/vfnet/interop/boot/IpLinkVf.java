// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.boot;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vfnet.model.Decimal;
import vfnet.model.Guid;
import vfnet.model.MacAddress;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedVf;

/** Reads {@code ip link set PF vf K ...} (ip-link(8)): the words after {@code vf}. */
final class IpLinkVf {
    private static final int MAX_VF = 65534;
    private static final Set<String> STATES = Set.of("auto", "enable", "disable");

    private Optional<MacAddress> address = Optional.empty();
    private Optional<Vlan> vlan = Optional.empty();
    private Optional<Boolean> spoofCheck = Optional.empty();
    private Optional<Boolean> trust = Optional.empty();
    private Optional<String> linkState = Optional.empty();
    private Optional<Integer> minRate = Optional.empty();
    private Optional<Integer> maxRate = Optional.empty();
    private Optional<Boolean> queryRss = Optional.empty();
    private Optional<Guid> nodeGuid = Optional.empty();
    private Optional<Guid> portGuid = Optional.empty();

    private IpLinkVf() {}

    /** What a command sets, or why it is not understood. */
    sealed interface Result {
        record Read(SavedVf vf) implements Result {}

        record NotRead(String why) implements Result {}
    }

    static Result read(List<String> words) {
        IpLinkVf reader = new IpLinkVf();
        OptionalInt index = words.isEmpty() ? OptionalInt.empty() : Decimal.parse(words.getFirst(), 0, MAX_VF);
        if (index.isEmpty()) {
            return new Result.NotRead("names no number of a VF after 'vf'");
        }
        for (int at = 1; at < words.size(); at += 2) {
            String key = words.get(at);
            String value = at + 1 < words.size() ? words.get(at + 1) : "";
            if (!reader.take(key, value)) {
                return new Result.NotRead("'" + (key + " " + value).strip() + "' is nothing that vfnet can save");
            }
        }
        return new Result.Read(new SavedVf(
                index.getAsInt(),
                new VfSettings(
                        reader.address,
                        reader.vlan,
                        reader.spoofCheck,
                        reader.trust,
                        reader.linkState,
                        reader.minRate,
                        reader.maxRate,
                        reader.queryRss,
                        reader.nodeGuid,
                        reader.portGuid),
                Optional.empty(),
                Optional.empty()));
    }

    private boolean take(String key, String value) {
        switch (key) {
            case "mac" -> address = MacAddress.parse(value).filter(mac -> !mac.isMulticast() && !mac.isZero());
            case "vlan" -> vlan = number(value, 4094).map(id -> id == 0 ? Vlan.NONE : new Vlan(id, 0, "802.1Q"));
            case "qos" ->
                vlan = vlan.flatMap(own -> number(value, 7).map(qos -> new Vlan(own.id(), qos, own.protocol())));
            case "proto" ->
                vlan = vlan.flatMap(own -> protocol(value).map(name -> new Vlan(own.id(), own.qos(), name)));
            case "spoofchk" -> spoofCheck = onOff(value);
            case "trust" -> trust = onOff(value);
            case "query_rss" -> queryRss = onOff(value);
            case "node_guid" -> nodeGuid = Guid.parse(value).filter(Guid::isOfOne);
            case "port_guid" -> portGuid = Guid.parse(value).filter(Guid::isOfOne);
            case "state" -> linkState = Optional.of(value).filter(STATES::contains);
            case "rate", "max_tx_rate" -> maxRate = number(value, Integer.MAX_VALUE);
            case "min_tx_rate" -> minRate = number(value, Integer.MAX_VALUE);
            default -> {
                return false;
            }
        }
        return switch (key) {
            case "mac" -> address.isPresent();
            case "vlan", "qos", "proto" -> vlan.isPresent();
            case "spoofchk" -> spoofCheck.isPresent();
            case "trust" -> trust.isPresent();
            case "query_rss" -> queryRss.isPresent();
            case "node_guid" -> nodeGuid.isPresent();
            case "port_guid" -> portGuid.isPresent();
            case "state" -> linkState.isPresent();
            case "min_tx_rate" -> minRate.isPresent();
            default -> maxRate.isPresent();
        };
    }

    private static Optional<Integer> number(String text, int most) {
        OptionalInt number = Decimal.parse(text, 0, most);
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    private static Optional<Boolean> onOff(String text) {
        return text.equals("on") ? Optional.of(true) : text.equals("off") ? Optional.of(false) : Optional.empty();
    }

    private static Optional<String> protocol(String text) {
        return text.equalsIgnoreCase("802.1q")
                ? Optional.of("802.1Q")
                : text.equalsIgnoreCase("802.1ad") ? Optional.of("802.1ad") : Optional.empty();
    }
}
