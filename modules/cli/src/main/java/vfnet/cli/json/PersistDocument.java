// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.io.IOException;
import java.util.Optional;
import vfnet.apply.mlx4.Mlx4Parameters;
import vfnet.operations.configuration.Mlx4ModuleOptions;
import vfnet.operations.configuration.PersistChange;
import vfnet.operations.configuration.PersistPlan;
import vfnet.operations.configuration.PersistResult;
import vfnet.persistence.Difference;

/**
 * What {@code vfnet persist} changes as one JSON document; {@code persist.schema.json} describes it.
 *
 * @param result the changes
 * @param dryRun whether nothing was to be written
 */
public record PersistDocument(PersistResult result, boolean dryRun) {
    private static final int VERSION = 1;

    public byte[] bytes() throws IOException {
        return JsonDocument.write(this::write);
    }

    private void write(JsonDocument json) throws IOException {
        json.number("version", Optional.of(VERSION));
        PersistPlan plan = result.plan();
        json.text("file", result.file());
        json.flag("dry_run", Optional.of(dryRun));
        json.flag("changed", Optional.of(plan.changesAnything() && !dryRun));
        json.flag("boot_service_enabled", Optional.of(result.isServiceEnabled()));
        json.objects("ports", plan.changes(), change -> change(json, change));
        json.texts("failures", plan.failures());
        json.text(
                "module_options_file",
                plan.options().map(options -> options.file().path()));
        json.text(
                "module_options",
                plan.options().flatMap(Mlx4ModuleOptions::parameters).map(Mlx4Parameters::line));
        json.problems("problems", plan.missing());
    }

    private static void change(JsonDocument json, PersistChange change) throws IOException {
        json.text("result", change.kind().id());
        json.text("interface", change.port().name());
        json.text("pci_address", change.port().pciAddress());
        json.text("permanent_mac_address", change.port().permanentAddress());
        json.number("dev_port", Optional.of(change.port().devPort()));
        json.number("vf_count", Optional.of(change.port().count()));
        json.objects("differences", change.differences(), difference -> difference(json, difference));
    }

    private static void difference(JsonDocument json, Difference difference) throws IOException {
        json.number("vf_index", difference.vf());
        json.text("field", difference.field());
        json.text("from", difference.from());
        json.text("to", difference.to());
    }
}
