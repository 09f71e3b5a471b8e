// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vfnet.model.InterfaceName;

/**
 * Reads {@code ip -json route show table all}, IPv4 and IPv6, for the interfaces of routes (iproute2, print_route in
 * ip/iproute.c). A route that refuses traffic does not count ({@code unreachable default dev lo}), nor does one that
 * the kernel adds for an interface that is up or has an address: of protocol kernel, local, broadcast, anycast,
 * multicast (net/ipv6/addrconf.c, addrconf_add_mroute and addrconf_add_linklocal; net/ipv4/fib_frontend.c,
 * fib_add_ifaddr).
 */
public final class RouteParser {
    private static final Set<String> DEFAULTS = Set.of("default", "0.0.0.0/0", "::/0");
    /** Every IPv6 interface has them, whoever added them: NetworkManager does so instead of the kernel. */
    private static final Set<String> OF_EVERY_INTERFACE = Set.of("fe80::/64", "ff00::/8");

    private static final String NO_DESTINATION = "";

    private final IpJson json;
    private final Set<InterfaceName> defaults = new TreeSet<>();
    private final Map<InterfaceName, RouteTable.Destinations> others = new TreeMap<>();
    private boolean hasUnresolved;

    private RouteParser(IpJson json) {
        this.json = json;
    }

    /** @throws IOException when the text is not a JSON array of objects, or ends too early */
    public static RouteTable parse(byte[] text) throws IOException {
        try (IpJson json = new IpJson(text)) {
            RouteParser parser = new RouteParser(json);
            json.begin();
            while (json.nextObject()) {
                parser.route();
            }
            return new RouteTable(parser.defaults, parser.others, parser.hasUnresolved);
        }
    }

    private void route() throws IOException {
        String type = "unicast";
        String protocol = "boot";
        String destination = NO_DESTINATION;
        boolean isByNumber = false;
        Set<InterfaceName> through = new TreeSet<>();
        for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
            switch (key) {
                case "type" -> type = json.text();
                case "protocol" -> protocol = json.text();
                case "dst" -> destination = json.text();
                case "dev" -> InterfaceName.parse(json.text()).ifPresent(through::add);
                case "nexthops" -> nextHops(through);
                case "nhid" -> isByNumber = json.present();
                default -> json.skip();
            }
        }
        if (type.equals("unicast")) {
            // With net.ipv4.nexthop_compat_mode=0 the kernel reports only the number (net/ipv4/fib_semantics.c).
            hasUnresolved |= isByNumber && through.isEmpty();
            add(destination, protocol, through);
        }
    }

    private void add(String destination, String protocol, Set<InterfaceName> through) {
        if (DEFAULTS.contains(destination)) {
            defaults.addAll(through);
        } else if (!protocol.equals("kernel")
                && !OF_EVERY_INTERFACE.contains(destination)
                && !destination.equals(NO_DESTINATION)) {
            through.forEach(one ->
                    others.merge(one, new RouteTable.Destinations(destination, 1), (known, _) -> known.andAnother()));
        }
    }

    private void nextHops(Set<InterfaceName> through) throws IOException {
        if (!json.isList()) {
            return;
        }
        while (json.nextObjectInside()) {
            for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
                if (key.equals("dev")) {
                    InterfaceName.parse(json.text()).ifPresent(through::add);
                } else {
                    json.skip();
                }
            }
        }
    }
}
