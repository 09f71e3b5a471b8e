// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.model.host.BusMaster;
import vfnet.model.inventory.Counters;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.Traffic;
import vfnet.operations.usecase.FunctionDetails;

/**
 * One port or VF as a JSON document; {@code show.schema.json} describes it.
 *
 * @param shown the port or VF
 * @param problems what could not be read
 */
public record ShowDocument(FunctionDetails shown, List<Problem> problems) {
    private static final int VERSION = 1;

    public byte[] bytes() throws IOException {
        return JsonDocument.write(this::write);
    }

    private void write(JsonDocument json) throws IOException {
        json.number("version", Optional.of(VERSION));
        json.text("kind", shown.ports().isEmpty() ? "virtual_function" : "port");
        json.objects("ports", shown.ports(), port -> port(json, port));
        json.objects("virtual_functions", shown.vfs(), vf -> vf(json, vf));
        json.problems("problems", problems);
    }

    private static void port(JsonDocument json, FunctionDetails.Port port) throws IOException {
        json.object("function", Optional.of(port.row()), row -> ListDocument.physicalFunction(json, row));
        json.texts("alternative_names", alternativeNames(port.row().networkInterface()));
        Optional<List<Traffic>> carries =
                port.row().port().flatMap(own -> own.carries().value());
        if (carries.isPresent()) {
            json.objects("carries", carries.get(), traffic -> traffic(json, traffic));
        } else {
            json.nothing("carries");
        }
        counters(json, "counters", port.counters());
        busMaster(json, port.busMaster());
        SwitchFields.write(json, port.row().pf().cardSwitch());
        json.object("saved", port.row().saved().value(), saved -> savedPort(json, saved));
        ListDocument.virtualFunctions(json, port.vfs());
    }

    private static List<String> alternativeNames(Optional<NetworkInterface> own) {
        return own.map(NetworkInterface::alternativeNames).orElse(List.of());
    }

    private static void traffic(JsonDocument json, Traffic traffic) throws IOException {
        json.text(
                "kind",
                switch (traffic) {
                    case Traffic.DefaultRoute route -> "default_route";
                    case Traffic.SshSession session -> "ssh_session";
                    case Traffic.Upper upper -> "upper_link";
                });
        json.text("interface", traffic.via());
        json.text(
                "peer", traffic instanceof Traffic.SshSession session ? Optional.of(session.peer()) : Optional.empty());
    }

    private static void vf(JsonDocument json, FunctionDetails.Vf vf) throws IOException {
        json.object("function", Optional.of(vf.row()), row -> ListDocument.virtualFunction(json, row));
        json.texts("alternative_names", alternativeNames(vf.row().networkInterface()));
        json.text("driver_override", vf.row().function().driverOverride().value());
        counters(json, "counters", vf.own());
        counters(json, "counters_of_port", vf.atPort());
        busMaster(json, vf.busMaster());
        json.object("saved", vf.row().saved(), saved -> savedVf(json, saved));
    }

    private static void busMaster(JsonDocument json, Reading<BusMaster> known) throws IOException {
        json.text("bus_master", known.value().map(state -> switch (state) {
            case ON -> "on";
            case OFF -> "off";
            case NO_ANSWER -> "no_answer";
        }));
    }

    private static void counters(JsonDocument json, String name, Reading<Counters> counters) throws IOException {
        json.object(name, counters.value(), known -> {
            json.object("received", Optional.of(known.received()), way -> direction(json, way));
            json.object("sent", Optional.of(known.sent()), way -> direction(json, way));
        });
    }

    private static void direction(JsonDocument json, Counters.Direction counted) throws IOException {
        json.number("bytes", counted.bytes());
        json.number("packets", counted.packets());
        json.number("errors", counted.errors());
        json.number("dropped", counted.dropped());
        json.number("multicast", counted.multicast());
        json.number("broadcast", counted.broadcast());
    }

    private static void savedPort(JsonDocument json, SavedPort saved) throws IOException {
        json.text("interface", saved.name());
        json.text("permanent_mac_address", saved.permanentAddress());
        json.text("pci_address", saved.pciAddress());
        json.number("dev_port", Optional.of(saved.devPort()));
        json.number("vf_count", Optional.of(saved.count()));
        json.text("restore", saved.restore().toString());
        json.text("eswitch", saved.eswitch());
        json.flag("bridge_sync", Optional.of(saved.bridgeSync()));
        json.objects("vfs", List.copyOf(saved.vfs().values()), vf -> savedVf(json, vf));
    }

    private static void savedVf(JsonDocument json, SavedVf saved) throws IOException {
        VfSettings settings = saved.settings();
        json.number("vf_index", Optional.of(saved.index()));
        json.text("label", saved.label());
        json.text("mac_address", settings.address());
        json.object("vlan", settings.vlan(), vlan -> {
            json.number("id", Optional.of(vlan.id()));
            json.number("qos", Optional.of(vlan.qos()));
            json.text("protocol", vlan.protocol());
        });
        json.flag("spoof_check", settings.spoofCheck());
        json.flag("trust", settings.trust());
        json.text("link_state", settings.linkState());
        json.number("min_tx_rate", settings.minTxRate());
        json.number("max_tx_rate", settings.maxTxRate());
        json.flag("query_rss", settings.queryRss());
        json.text("node_guid", settings.nodeGuid());
        json.text("port_guid", settings.portGuid());
        json.text("driver", saved.driver().map(VfDriver::text));
    }
}
