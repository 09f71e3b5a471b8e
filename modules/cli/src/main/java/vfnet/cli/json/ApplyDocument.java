// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.io.IOException;
import java.util.Optional;
import vfnet.cli.host.ExitCode;
import vfnet.model.desired.SavedPort;
import vfnet.operations.OperationException;
import vfnet.operations.live.EntryOutcome;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.usecase.ApplyResult;

/**
 * What {@code vfnet apply} did as one JSON document; {@code apply.schema.json} describes it.
 *
 * @param result the result
 * @param dryRun whether nothing was to be done
 * @param code the exit code
 */
public record ApplyDocument(ApplyResult result, boolean dryRun, ExitCode code) {
    private static final int VERSION = 1;

    public byte[] bytes() throws IOException {
        return JsonDocument.write(this::write);
    }

    private void write(JsonDocument json) throws IOException {
        json.number("version", Optional.of(VERSION));
        json.text("file", result.file());
        json.flag("dry_run", Optional.of(dryRun));
        json.text("result", word());
        json.flag("changed", Optional.of(result.outcomes().stream().anyMatch(EntryOutcome::hasChanged)));
        json.flag(
                "would_change",
                Optional.of(result.outcomes().stream().anyMatch(end -> ExitCode.of(end) == ExitCode.WOULD_CHANGE)));
        json.objects("ports", result.outcomes(), end -> port(json, end));
        json.problems("problems", result.problems());
    }

    private String word() {
        return switch (code) {
            case DONE -> result.outcomes().stream().anyMatch(EntryOutcome::hasChanged) ? "done" : "unchanged";
            case WOULD_CHANGE -> "planned";
            case IN_USE -> "refused";
            case PARTLY -> "partly";
            default -> "failed";
        };
    }

    private void port(JsonDocument json, EntryOutcome end) throws IOException {
        json.text("saved_interface", end.entry().name());
        json.text("saved_pci_address", end.entry().pciAddress());
        json.text("permanent_mac_address", end.entry().permanentAddress());
        json.number("exit_status", Optional.of(ExitCode.of(end).status()));
        json.text(
                "failure",
                end instanceof EntryOutcome.NotAttempted(SavedPort _, OperationException reason)
                        ? Optional.of(reason.getMessage())
                        : Optional.empty());
        json.object(
                "change",
                end instanceof EntryOutcome.Attempted(SavedPort _, PortOutcome port)
                        ? Optional.of(port)
                        : Optional.empty(),
                port -> new PortDocument(port).write(json, dryRun));
    }
}
