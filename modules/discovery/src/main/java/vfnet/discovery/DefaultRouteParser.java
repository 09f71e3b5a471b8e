package vfnet.discovery;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import vfnet.model.InterfaceName;

/**
 * Reads {@code ip -json route show table all}, IPv4 and IPv6, for the interfaces of default routes (iproute2,
 * print_route in ip/iproute.c). A route that refuses traffic is none ({@code unreachable default dev lo}).
 */
final class DefaultRouteParser {
    private static final Set<String> DEFAULTS = Set.of("default", "0.0.0.0/0", "::/0");

    private final IpJson json;
    private final Set<InterfaceName> interfaces = new TreeSet<>();

    private DefaultRouteParser(IpJson json) {
        this.json = json;
    }

    /** @throws IOException when the text is no JSON array of objects, or ends too early */
    static Set<InterfaceName> parse(byte[] text) throws IOException {
        try (IpJson json = new IpJson(text)) {
            DefaultRouteParser parser = new DefaultRouteParser(json);
            json.begin();
            while (json.nextObject()) {
                parser.route();
            }
            return parser.interfaces;
        }
    }

    private void route() throws IOException {
        String type = "unicast";
        String destination = "";
        Set<InterfaceName> through = new TreeSet<>();
        for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
            switch (key) {
                case "type" -> type = json.text();
                case "dst" -> destination = json.text();
                case "dev" -> InterfaceName.parse(json.text()).ifPresent(through::add);
                case "nexthops" -> nextHops(through);
                default -> json.skip();
            }
        }
        if (type.equals("unicast") && DEFAULTS.contains(destination)) {
            interfaces.addAll(through);
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
