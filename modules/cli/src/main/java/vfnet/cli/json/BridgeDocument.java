// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vfnet.apply.filter.FilterFailure;
import vfnet.apply.filter.FilterOutcome;
import vfnet.model.bridge.BridgePort;
import vfnet.model.filter.FilterEntry;
import vfnet.model.filter.PortFilter;
import vfnet.model.inventory.NetworkInterface;
import vfnet.operations.bridge.BridgeResult;
import vfnet.operations.bridge.BridgeRow;

/**
 * The filters of ports as one JSON document; {@code bridge.schema.json} describes it.
 *
 * @param result the filters, and what was changed
 * @param dryRun whether nothing was to be changed
 */
public record BridgeDocument(BridgeResult result, boolean dryRun) {
    private static final int VERSION = 1;

    public byte[] bytes() throws IOException {
        return JsonDocument.write(json -> {
            json.number("version", Optional.of(VERSION));
            json.flag("dry_run", Optional.of(dryRun));
            json.objects("ports", result.rows(), row -> port(json, row));
            json.problems("problems", result.problems());
        });
    }

    private static void port(JsonDocument json, BridgeRow row) throws IOException {
        Optional<PortFilter> filter = row.filter();
        json.text("pci_address", row.row().function().address());
        json.text("interface", row.row().networkInterface().map(NetworkInterface::name));
        json.texts("bridges", row.bridged().bridges());
        json.texts("open_vswitch", row.bridged().switches());
        json.flag("in_line", filter.map(_ -> row.isInLine()));
        json.text("unneeded", filter.flatMap(PortFilter::unneeded));
        json.objects("addresses", filter.map(PortFilter::entries).orElse(List.of()), entry -> entry(json, entry));
        json.number("on_wire", filter.map(PortFilter::onWire));
        json.number("registered_by_others", filter.map(PortFilter::others));
        json.object("result", row.outcome(), outcome -> outcome(json, outcome));
    }

    private static void entry(JsonDocument json, FilterEntry entry) throws IOException {
        json.text("mac_address", entry.address());
        json.text("bridge", entry.place().map(BridgePort::bridge));
        json.text("bridge_port", entry.place().map(BridgePort::port));
        json.text("state", entry.state().id());
        json.flag("by_vfnet", Optional.of(entry.isOurs()));
    }

    private static void outcome(JsonDocument json, FilterOutcome outcome) throws IOException {
        json.texts("registered", outcome.registered());
        json.texts("removed", outcome.removed());
        json.objects("failures", outcome.failures(), failure -> failure(json, failure));
    }

    private static void failure(JsonDocument json, FilterFailure failure) throws IOException {
        json.text("step", failure.step().id());
        json.texts("addresses", failure.addresses());
        json.text("errno", failure.errno().map(Enum::name));
        json.text("what", failure.what());
        json.text("to_do", failure.remedy());
    }
}
