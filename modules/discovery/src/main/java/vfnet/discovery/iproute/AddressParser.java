// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.model.InterfaceName;

/** Reads {@code ip -json address show} (iproute2, print_addrinfo in ip/ipaddress.c). */
public final class AddressParser {
    private final IpJson json;

    private AddressParser(IpJson json) {
        this.json = json;
    }

    /** @throws IOException when the text is not a JSON array of objects, or ends too early */
    public static Map<Integer, AddressedInterface> parse(byte[] text) throws IOException {
        try (IpJson json = new IpJson(text)) {
            Map<Integer, AddressedInterface> interfaces = new LinkedHashMap<>();
            json.begin();
            while (json.nextObject()) {
                new AddressParser(json).addressed().ifPresent(one -> interfaces.put(one.index(), one));
            }
            return interfaces;
        }
    }

    private Optional<AddressedInterface> addressed() throws IOException {
        int index = 0;
        Optional<InterfaceName> name = Optional.empty();
        List<AddressedInterface.Address> addresses = new ArrayList<>(2);
        for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
            switch (key) {
                case "ifindex" -> index = json.number();
                case "ifname" -> name = InterfaceName.parse(json.text());
                case "addr_info" -> addresses(addresses);
                default -> json.skip();
            }
        }
        int number = index;
        return number <= 0 ? Optional.empty() : name.map(known -> new AddressedInterface(number, known, addresses));
    }

    private void addresses(List<AddressedInterface.Address> addresses) throws IOException {
        if (json.isList()) {
            while (json.nextObjectInside()) {
                address(addresses);
            }
        }
    }

    private void address(List<AddressedInterface.Address> addresses) throws IOException {
        String local = "";
        int prefixLength = 0;
        for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
            switch (key) {
                case "local" -> local = json.text();
                case "prefixlen" -> prefixLength = json.number();
                default -> json.skip();
            }
        }
        if (!local.isEmpty()) {
            addresses.add(new AddressedInterface.Address(local, prefixLength));
        }
    }
}
