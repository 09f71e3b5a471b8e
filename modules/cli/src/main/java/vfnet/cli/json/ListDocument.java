// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vfnet.cli.text.Cells;
import vfnet.model.Driver;
import vfnet.model.Reading;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.HolderKind;
import vfnet.model.inventory.LeavingVf;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.PortElsewhere;
import vfnet.model.inventory.Sriov;
import vfnet.model.inventory.VfEvidence;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.operations.view.VfRow;
import vfnet.persistence.Difference;

/**
 * A listing as one JSON document; {@code list.schema.json} describes it. One line per function, for readers and diff.
 */
public final class ListDocument {
    private static final int VERSION = 1;

    private final JsonDocument json;

    private ListDocument(JsonDocument json) {
        this.json = json;
    }

    public static byte[] of(Rows rows) throws IOException {
        return JsonDocument.write(json -> new ListDocument(json).write(rows));
    }

    private void write(Rows rows) throws IOException {
        json.number("version", Optional.of(VERSION));
        json.objects(
                "physical_functions",
                rows.pfs().stream().filter(row -> !row.pf().isVfWithoutPf()).toList(),
                this::physicalFunction);
        json.objects("virtual_functions", rows.vfs(), this::virtualFunction);
        json.objects(
                "virtual_functions_without_pf",
                rows.pfs().stream().filter(row -> row.pf().isVfWithoutPf()).toList(),
                this::withoutPf);
        json.problems("problems", rows.problems());
    }

    /** The VFs of a listing, as a field of another document. */
    static void virtualFunctions(JsonDocument json, List<VfRow> rows) throws IOException {
        json.objects("virtual_functions", rows, new ListDocument(json)::virtualFunction);
    }

    /** A port of a listing, as the fields of an object of another document. */
    static void physicalFunction(JsonDocument json, PfRow row) throws IOException {
        new ListDocument(json).physicalFunction(row);
    }

    /** A VF of a listing, as the fields of an object of another document. */
    static void virtualFunction(JsonDocument json, VfRow row) throws IOException {
        new ListDocument(json).virtualFunction(row);
    }

    private void physicalFunction(PfRow row) throws IOException {
        Optional<NetworkInterface> own = row.networkInterface();
        Optional<Sriov> sriov = row.pf().sriov().value();
        json.text("pci_address", row.function().address());
        json.text("interface", own.map(NetworkInterface::name));
        json.text("subsystem", row.subsystem());
        common(row.function());
        json.flag(
                "can_vf",
                row.pf().sriov().isUnreadable()
                        ? Optional.empty()
                        : Optional.of(sriov.filter(Sriov::canMakeVfs).isPresent()));
        json.text("vf_method", sriov.flatMap(Sriov::method).map(method -> method.id()));
        json.text("eswitch_mode", row.pf().cardSwitch().mode());
        json.number("active_vfs", Optional.of(row.pf().virtualFunctions().size()));
        json.number("max_vfs", sriov.map(Sriov::totalVfs));
        json.number("configured_vfs", row.saved().value().map(SavedPort::count));
        drift(row.drift());
        RestoreFields.write(json, row.restored());
        link(row);
        json.object("sriov", sriov, this::sriov);
        json.object("elsewhere", row.pf().elsewhere(), this::elsewhere);
        usage(row.function());
    }

    private void elsewhere(PortElsewhere own) throws IOException {
        json.text("interface", own.name());
        json.text("namespace", own.namespace().name());
        json.number("pid", own.namespace().member().map(Holder.Member::pid));
        json.text("file", own.file());
        json.text("permanent_mac_address", own.permanentAddress());
        json.flag("is_managed", Optional.of(own.port().isPresent()));
    }

    private void link(PfRow row) throws IOException {
        Optional<NetworkInterface> own = row.networkInterface();
        json.text("device_path", row.devicePath());
        json.text("mac_address", own.flatMap(known -> known.address().value()));
        json.text(
                "permanent_mac_address",
                row.port().flatMap(port -> port.permanentAddress().value()));
        json.number("dev_port", own.flatMap(known -> known.devPort().value()));
        json.text("link_state", own.flatMap(NetworkInterface::operState));
        json.number("speed", row.port().flatMap(port -> port.speed().value()));
        json.number("numa_node", row.pf().numaNode().value().filter(node -> node >= 0));
    }

    /** A VF whose PF is not on this machine, or no longer: its index and its settings cannot be seen from here. */
    private void withoutPf(PfRow row) throws IOException {
        json.text("pci_address", row.function().address());
        json.text("interface", row.networkInterface().map(NetworkInterface::name));
        json.text(
                "former_parent_pci_address",
                row.pf().leaving().stream().findFirst().flatMap(LeavingVf::pf));
        json.text("known_by", row.pf().vfEvidence().map(VfEvidence::id));
        common(row.function());
        link(row);
        usage(row.function());
    }

    private void sriov(Sriov sriov) throws IOException {
        json.number("offset", sriov.offset().value());
        json.number("stride", sriov.stride().value());
        json.flag("drivers_autoprobe", sriov.driversAutoprobe().value());
    }

    private void virtualFunction(VfRow row) throws IOException {
        Optional<VfSettings> settings = row.settings();
        json.text("pci_address", row.function().address());
        json.text("interface", row.networkInterface().map(NetworkInterface::name));
        json.text("mac_address", row.macAddress());
        json.text("admin_mac_address", settings.flatMap(VfSettings::address));
        json.text("parent_interface", row.port().map(Port::networkInterface).map(NetworkInterface::name));
        json.text("parent_pci_address", row.parent().function().address());
        json.number("vf_index", Optional.of(row.vf().index()));
        json.text("label", row.label());
        common(row.function());
        json.text("device_path", row.devicePath());
        json.object("vlan", settings.flatMap(VfSettings::vlan), this::vlan);
        json.flag("spoof_check", settings.flatMap(VfSettings::spoofCheck));
        json.flag("trust", settings.flatMap(VfSettings::trust));
        json.text("link_state", settings.flatMap(VfSettings::linkState));
        json.number("min_tx_rate", settings.flatMap(VfSettings::minTxRate));
        json.number("max_tx_rate", settings.flatMap(VfSettings::maxTxRate));
        SwitchFields.representor(json, row.representor());
        json.flag("query_rss", settings.flatMap(VfSettings::queryRss));
        json.text("node_guid", settings.flatMap(VfSettings::nodeGuid));
        json.text("port_guid", settings.flatMap(VfSettings::portGuid));
        drift(row.drift());
        usage(row.function());
    }

    /** Null where nothing is saved for the port, or the saved configuration cannot be read. */
    private void drift(Reading<List<Difference>> drift) throws IOException {
        if (drift instanceof Reading.Value<?>) {
            json.objects("saved_differences", drift.value().orElse(List.of()), difference -> {
                json.text("field", difference.field());
                json.text("live", difference.from());
                json.text("saved", difference.to());
            });
        } else {
            json.nothing("saved_differences");
        }
    }

    private void vlan(Vlan vlan) throws IOException {
        json.number("id", Optional.of(vlan.id()));
        json.number("qos", Optional.of(vlan.qos()));
        json.text("protocol", vlan.protocol());
    }

    private void common(PciFunction function) throws IOException {
        json.text("description", Cells.description(function));
        json.text("id", function.id().value());
        json.text("driver", function.driver().value().map(Driver::name));
        json.text("module", function.driver().value().flatMap(Driver::module));
        json.number("iommu_group", function.iommuGroup().value().map(group -> group.number()));
        json.texts(
                "iommu_shared_with",
                function.iommuGroup()
                        .value()
                        .map(group -> group.sharedWith(function.address()))
                        .orElse(List.of()));
    }

    private void usage(PciFunction function) throws IOException {
        if (function.holders() instanceof Reading.Value<?>) {
            json.objects("in_use_by", function.holders().value().orElse(List.of()), new HolderFields(json)::write);
        } else {
            json.nothing("in_use_by");
        }
        json.texts(
                "in_use_looked_at",
                function.search().looked().stream().map(HolderKind::id).toList());
        json.objects("in_use_unseen", function.search().unseen(), unseen -> {
            json.text("kind", unseen.kind().id());
            json.text("why", unseen.why());
        });
        json.texts("in_use_notes", function.search().notes());
        json.problems("problems", function.problems());
    }
}
