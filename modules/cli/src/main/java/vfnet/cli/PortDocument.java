package vfnet.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vfnet.apply.Plan;
import vfnet.apply.Planned;
import vfnet.apply.Refusal;
import vfnet.apply.Step;
import vfnet.apply.VfInUse;
import vfnet.mac.VfAddress;
import vfnet.model.NetworkInterface;
import vfnet.model.Reading;

/**
 * Plan and result for one port as the fields of a JSON object; {@code set.schema.json} describes them.
 *
 * @param port the port, and what was to be done to it
 */
record PortDocument(PortPlan port) {

    PfRow row() {
        return port.row();
    }

    Planned planned() {
        return port.planned();
    }

    boolean hasSteps() {
        return planned() instanceof Plan plan && !plan.isEmpty();
    }

    void write(JsonDocument json, PortResult result, boolean dryRun) throws IOException {
        json.text("pci_address", row().function().address());
        json.text("interface", row().networkInterface().map(NetworkInterface::name));
        json.number("wanted_vfs", Optional.of(port.wanted().port().count()));
        json.number("former_vfs", Optional.of(row().pf().virtualFunctions().size()));
        json.flag("dry_run", Optional.of(dryRun));
        json.text("result", result.word());
        json.flag("changed", Optional.of(result.hasChanged()));
        json.text("reason", result.reason());
        json.text("state", result.state());
        json.objects("addresses", port.wanted().addresses(), address -> address(json, address));
        json.objects("steps", steps(), step -> step(json, step));
        json.texts("notes", planned() instanceof Plan plan ? plan.notes() : List.of());
        json.objects("in_use", inUse(), vf -> inUse(json, vf));
        json.texts("unverified", result.unverified());
        ListDocument.virtualFunctions(json, result.after().map(after -> Rows.of(after).vfs().stream()
                .filter(vf -> vf.parent().function().address().equals(row().function().address())).toList())
                .orElse(List.of()));
    }

    private List<Step> steps() {
        return planned() instanceof Plan plan ? plan.steps() : List.of();
    }

    private List<VfInUse> inUse() {
        return switch (planned()) {
            case Plan plan -> plan.disturbed();
            case Refusal refusal -> refusal.holders();
        };
    }

    private static void address(JsonDocument json, VfAddress address) throws IOException {
        json.number("vf_index", Optional.of(address.vfIndex()));
        json.text("mac_address", address instanceof VfAddress.Known known ? Optional.of(known.address()) : Optional.empty());
        json.text("origin", address instanceof VfAddress.Known known
                ? Optional.of(known.origin().id()) : Optional.empty());
    }

    private static void step(JsonDocument json, Step step) throws IOException {
        json.text("step", step.id());
        json.text("description", step.words());
    }

    private static void inUse(JsonDocument json, VfInUse vf) throws IOException {
        json.number("vf_index", Optional.of(vf.index()));
        json.text("pci_address", vf.address());
        if (vf.holders() instanceof Reading.Value<?>) {
            json.objects("in_use_by", vf.holders().value().orElse(List.of()), new HolderFields(json)::write);
        } else {
            json.nothing("in_use_by");
        }
    }
}
