// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Decimal;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.eswitch.DevlinkPort;
import vfnet.model.eswitch.DevlinkRate;
import vfnet.model.eswitch.Eswitch;
import vfnet.model.eswitch.EswitchMode;

/**
 * Reads what {@code devlink -j} prints: an object with one object for each handle (iproute2, devlink/devlink.c:
 * pr_out_eswitch, pr_out_port, pr_out_port_function, and cmd_port_fn_rate_show). A handle that belongs to no PCI
 * function, as {@code auxiliary/mlx5_core.sf.4}, is left out: it is not the switch of a card.
 */
public final class DevlinkParser {

    private static final String PCI = "pci/";

    private DevlinkParser() {}

    /** What is done with the fields of a handle. */
    @FunctionalInterface
    private interface Handle {
        void read(String handle, IpJson json) throws IOException;
    }

    /**
     * The attributes of the only switch in {@code devlink dev eswitch show}; empty where it prints none, or a mode that
     * is not known.
     *
     * @throws IOException when the text is not a JSON object, or ends too early
     */
    public static Optional<Eswitch> eswitch(byte[] text) throws IOException {
        List<Eswitch> found = new ArrayList<>(1);
        handles(text, "dev", (_, json) -> {
            Optional<EswitchMode> mode = Optional.empty();
            Optional<String> inlineMode = Optional.empty();
            Optional<String> encapMode = Optional.empty();
            for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
                switch (key) {
                    case "mode" -> mode = EswitchMode.parse(json.text());
                    case "inline-mode" -> inlineMode = text(json);
                    // Before iproute2 4.20 the key was "encap".
                    case "encap-mode", "encap" -> encapMode = text(json);
                    default -> json.skip();
                }
            }
            if (mode.isPresent()) {
                found.add(new Eswitch(mode.get(), inlineMode, encapMode));
            }
        });
        return found.stream().findFirst();
    }

    /**
     * The ports in {@code devlink port show}.
     *
     * @throws IOException when the text is not a JSON object, or ends too early
     */
    public static List<DevlinkPort> ports(byte[] text) throws IOException {
        List<DevlinkPort> found = new ArrayList<>();
        handles(text, "port", (handle, json) -> {
            Optional<PciAddress> device = device(handle);
            Optional<Integer> index = Decimal.number(rest(handle));
            DevlinkPortFields fields = new DevlinkPortFields();
            fields.read(json);
            if (device.isPresent() && index.isPresent()) {
                found.add(fields.port(device.get(), index.get()));
            }
        });
        return found;
    }

    /** The fields of a port. */
    private static final class DevlinkPortFields {

        private String flavour = "";
        private Optional<InterfaceName> netdev = Optional.empty();
        private Optional<Integer> controller = Optional.empty();
        private Optional<Integer> number = Optional.empty();
        private boolean isExternal;
        private Optional<MacAddress> address = Optional.empty();
        private Optional<String> state = Optional.empty();
        private Optional<String> operState = Optional.empty();

        void read(IpJson json) throws IOException {
            for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
                switch (key) {
                    case "flavour" -> flavour = json.text();
                    case "netdev" -> netdev = InterfaceName.parse(json.text());
                    case "controller" -> controller = Optional.of(json.number()).filter(own -> own >= 0);
                    case "vfnum", "sfnum" -> number = Optional.of(json.number()).filter(own -> own >= 0);
                    case "external" -> isExternal = json.flag().orElse(false);
                    case "function" -> {
                        if (json.isObject()) {
                            function(json);
                        }
                    }
                    default -> json.skip();
                }
            }
        }

        private void function(IpJson json) throws IOException {
            for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
                switch (key) {
                    case "hw_addr" -> address = MacAddress.parse(json.text());
                    case "state" -> state = text(json);
                    case "opstate" -> operState = text(json);
                    default -> json.skip();
                }
            }
        }

        DevlinkPort port(PciAddress device, int index) {
            return new DevlinkPort(
                    device, index, flavour, netdev, controller, isExternal, number, address, state, operState);
        }
    }

    /**
     * The rates in {@code devlink port function rate show}, which omits those that are zero; JSON has them in bytes per
     * second (devlink-rate(8)).
     *
     * @throws IOException when the text is not a JSON object, or ends too early
     */
    public static List<DevlinkRate> rates(byte[] text) throws IOException {
        List<DevlinkRate> found = new ArrayList<>();
        handles(text, "rate", (handle, json) -> {
            String type = "";
            long share = 0;
            long max = 0;
            Optional<String> parent = Optional.empty();
            for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
                switch (key) {
                    case "type" -> type = json.text();
                    case "tx_share" -> share = json.counter().orElse(0L);
                    case "tx_max" -> max = json.counter().orElse(0L);
                    case "parent" -> parent = text(json);
                    default -> json.skip();
                }
            }
            Optional<PciAddress> device = device(handle);
            if (device.isPresent() && !rest(handle).isEmpty()) {
                found.add(new DevlinkRate(device.get(), rest(handle), type.equals("node"), share, max, parent));
            }
        });
        return found;
    }

    private static void handles(byte[] text, String section, Handle handle) throws IOException {
        try (IpJson json = new IpJson(text)) {
            json.beginObject();
            for (String key = json.nextKey(); !key.isEmpty(); key = json.nextKey()) {
                if (!key.equals(section)) {
                    json.skip();
                } else if (json.isObject()) {
                    for (String name = json.nextKey(); !name.isEmpty(); name = json.nextKey()) {
                        if (json.isObject()) {
                            handle.read(name, json);
                        }
                    }
                }
            }
        }
    }

    private static Optional<String> text(IpJson json) throws IOException {
        return Optional.of(json.text()).filter(known -> !known.isEmpty());
    }

    /** The function in {@code pci/0000:03:00.0/1}. */
    private static Optional<PciAddress> device(String handle) {
        int end = handle.indexOf('/', PCI.length());
        return handle.startsWith(PCI) && end > 0
                ? PciAddress.parse(handle.substring(PCI.length(), end))
                : Optional.empty();
    }

    /** What follows the function. */
    private static String rest(String handle) {
        return handle.substring(handle.lastIndexOf('/') + 1);
    }
}
