// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.inventory.Counters;

/** Reads the VFs' counters in {@code ip -json -statistics link show} (iproute2, print_vf_stats64 in ip/ipaddress.c). */
final class VfStatisticsParser {
    private final IpJson json;

    private VfStatisticsParser(IpJson json) {
        this.json = json;
    }

    /**
     * By the PF's interface and the VF's index.
     *
     * @throws IOException when the text is not a JSON array of objects, or ends too early
     */
    static Map<InterfaceName, Map<Integer, Counters>> parse(byte[] text) throws IOException {
        try (IpJson json = new IpJson(text)) {
            Map<InterfaceName, Map<Integer, Counters>> byPf = new HashMap<>();
            json.begin();
            while (json.nextObject()) {
                new VfStatisticsParser(json).readInto(byPf);
            }
            return byPf;
        }
    }

    private void readInto(Map<InterfaceName, Map<Integer, Counters>> byPf) throws IOException {
        Optional<InterfaceName> name = Optional.empty();
        Map<Integer, Counters> vfs = new HashMap<>();
        for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
            switch (key) {
                case "ifname" -> name = InterfaceName.parse(json.text());
                case "vfinfo_list" -> vfs(vfs);
                default -> json.skip();
            }
        }
        name.ifPresent(pf -> byPf.put(pf, vfs));
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
