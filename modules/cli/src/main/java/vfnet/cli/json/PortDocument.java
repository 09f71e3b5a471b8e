// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vfnet.apply.plan.Plan;
import vfnet.apply.plan.Refusal;
import vfnet.apply.plan.Step;
import vfnet.apply.plan.VfInUse;
import vfnet.mac.VfAddress;
import vfnet.model.Reading;
import vfnet.model.inventory.NetworkInterface;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.live.PortPlan;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;

/**
 * Plan and result for one port as the fields of a JSON object; {@code set.schema.json} describes them.
 *
 * @param outcome what came of it
 */
public record PortDocument(PortOutcome outcome) {

    public void write(JsonDocument json, boolean dryRun) throws IOException {
        PortPlan port = outcome.port();
        PfRow row = port.row();
        PortResult result = PortResult.of(outcome);
        json.text("pci_address", row.function().address());
        json.text("interface", row.networkInterface().map(NetworkInterface::name));
        json.number("wanted_vfs", Optional.of(port.desired().port().count()));
        json.number("former_vfs", Optional.of(row.pf().virtualFunctions().size()));
        json.flag("dry_run", Optional.of(dryRun));
        json.text("result", result.word());
        json.flag("changed", Optional.of(outcome.hasChanged()));
        json.text("reason", result.reason());
        json.text("state", result.state());
        json.objects("addresses", port.desired().addresses(), address -> address(json, address));
        json.objects("guids", port.desired().guids(), vf -> GuidFields.write(json, vf));
        json.objects("steps", steps(), step -> step(json, step));
        json.texts("notes", port.planned() instanceof Plan plan ? plan.notes() : List.of());
        json.objects("in_use", inUse(), vf -> inUse(json, vf));
        json.texts("unverified", result.unverified());
        ListDocument.virtualFunctions(
                json,
                outcome.after()
                        .map(after -> Rows.of(after).vfs().stream()
                                .filter(vf -> vf.parent()
                                        .function()
                                        .address()
                                        .equals(row.function().address()))
                                .toList())
                        .orElse(List.of()));
    }

    private List<Step> steps() {
        return outcome.port().planned() instanceof Plan plan ? plan.steps() : List.of();
    }

    private List<VfInUse> inUse() {
        return switch (outcome.port().planned()) {
            case Plan plan -> plan.disturbed();
            case Refusal refusal -> refusal.holders();
        };
    }

    private static void address(JsonDocument json, VfAddress address) throws IOException {
        json.number("vf_index", Optional.of(address.vfIndex()));
        json.text(
                "mac_address",
                address instanceof VfAddress.Known known ? Optional.of(known.address()) : Optional.empty());
        json.text(
                "origin",
                address instanceof VfAddress.Known known
                        ? Optional.of(known.origin().id())
                        : Optional.empty());
    }

    private static void step(JsonDocument json, Step step) throws IOException {
        json.text("step", step.id());
        json.text("description", step.describe());
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
