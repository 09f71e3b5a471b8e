// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.inventory.Counters;

/**
 * Reads the counters of links and their VFs in {@code ip -json -statistics link show} (iproute2, print_link_stats64 and
 * print_vf_stats64 in ip/ipaddress.c).
 */
final class LinkStatisticsParser {
    private final IpJson json;

    private LinkStatisticsParser(IpJson json) {
        this.json = json;
    }

    /**
     * By the interface.
     *
     * @throws IOException when the text is not a JSON array of objects, or ends too early
     */
    static Map<InterfaceName, LinkCounters> parse(byte[] text) throws IOException {
        try (IpJson json = new IpJson(text)) {
            Map<InterfaceName, LinkCounters> byName = new HashMap<>();
            json.begin();
            while (json.nextObject()) {
                new LinkStatisticsParser(json).readInto(byName);
            }
            return byName;
        }
    }

    private void readInto(Map<InterfaceName, LinkCounters> byName) throws IOException {
        Optional<InterfaceName> name = Optional.empty();
        Optional<Counters> own = Optional.empty();
        Map<Integer, Counters> vfs = new HashMap<>();
        for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
            switch (key) {
                case "ifname" -> name = InterfaceName.parse(json.text());
                case "stats64" -> own = counters();
                case "vfinfo_list" -> vfs(vfs);
                default -> json.skip();
            }
        }
        if (name.isPresent()) {
            byName.put(name.get(), new LinkCounters(own, vfs));
        }
    }

    private void vfs(Map<Integer, Counters> vfs) throws IOException {
        if (json.isList()) {
            while (json.nextObjectInside()) {
                vf(vfs);
            }
        }
    }

    private void vf(Map<Integer, Counters> vfs) throws IOException {
        int index = -1;
        Optional<Counters> counters = Optional.empty();
        for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
            switch (key) {
                case "vf" -> index = json.number();
                case "stats" -> counters = counters();
                default -> json.skip();
            }
        }
        if (index >= 0 && counters.isPresent()) {
            vfs.put(index, counters.get());
        }
    }

    private Optional<Counters> counters() throws IOException {
        if (!json.isObject()) {
            return Optional.empty();
        }
        Map<String, Long> received = new HashMap<>();
        Map<String, Long> sent = new HashMap<>();
        for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
            switch (key) {
                case "rx" -> numbersInto(received);
                case "tx" -> numbersInto(sent);
                default -> json.skip();
            }
        }
        return Optional.of(new Counters(direction(received, ""), direction(sent, "tx_")));
    }

    private void numbersInto(Map<String, Long> numbers) throws IOException {
        if (json.isObject()) {
            for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
                Optional<Long> number = json.counter();
                if (number.isPresent()) {
                    numbers.put(key, number.get());
                }
            }
        }
    }

    /** What a VF sent is called tx_bytes and tx_packets, but dropped (iproute2 6.1). */
    private static Counters.Direction direction(Map<String, Long> numbers, String prefix) {
        return new Counters.Direction(
                named(numbers, prefix, "bytes"),
                named(numbers, prefix, "packets"),
                named(numbers, prefix, "errors"),
                named(numbers, prefix, "dropped"),
                named(numbers, prefix, "multicast"),
                named(numbers, prefix, "broadcast"));
    }

    private static Optional<Long> named(Map<String, Long> numbers, String prefix, String name) {
        return Optional.ofNullable(numbers.get(name)).or(() -> Optional.ofNullable(numbers.get(prefix + name)));
    }
}
