// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;

/** Reads {@code bridge -json fdb show} (iproute2, print_fdb in bridge/fdb.c). */
public final class ForwardingParser {
    private final IpJson json;
    private Optional<MacAddress> address = Optional.empty();
    private Optional<InterfaceName> port = Optional.empty();
    private Optional<InterfaceName> master = Optional.empty();
    private List<String> flags = List.of();
    private boolean isLocal;

    private ForwardingParser(IpJson json) {
        this.json = json;
    }

    /**
     * The unicast addresses.
     *
     * @throws IOException when the text is not a JSON array of objects, or ends too early
     */
    public static List<ForwardingEntry> parse(byte[] text) throws IOException {
        try (IpJson json = new IpJson(text)) {
            List<ForwardingEntry> entries = new ArrayList<>();
            json.begin();
            while (json.nextObject()) {
                new ForwardingParser(json).entry().ifPresent(entries::add);
            }
            return entries;
        }
    }

    /** Before iproute2 4.20 the interface was called "dev", and an entry of its own had no list of flags. */
    private Optional<ForwardingEntry> entry() throws IOException {
        for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
            switch (key) {
                case "mac" -> address = MacAddress.parse(json.text());
                case "ifname", "dev" -> port = InterfaceName.parse(json.text());
                case "master" -> master = InterfaceName.parse(json.text());
                case "flags" -> flags = json.texts();
                case "state" -> isLocal = json.text().equals("permanent");
                default -> json.skip();
            }
        }
        return address.filter(known -> !known.isMulticast() && !known.isZero())
                .flatMap(known -> port.map(name -> new ForwardingEntry(
                        known, name, master, flags.contains("self"), isLocal, flags.contains("locked"))));
    }
}
