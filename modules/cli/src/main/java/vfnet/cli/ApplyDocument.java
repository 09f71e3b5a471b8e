package vfnet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.model.Problem;

/**
 * What {@code vfnet apply} did as one JSON document; {@code apply.schema.json} describes it.
 *
 * @param file     what was applied
 * @param ends     an element an entry
 * @param problems what is wrong with the file
 * @param dryRun   whether nothing was to be done
 * @param code     the exit code
 */
record ApplyDocument(Path file, List<ApplyEnd> ends, List<Problem> problems, boolean dryRun, ExitCode code) {
    private static final int VERSION = 1;

    byte[] bytes() throws IOException {
        return JsonDocument.write(this::write);
    }

    private void write(JsonDocument json) throws IOException {
        json.number("version", Optional.of(VERSION));
        json.text("file", file);
        json.flag("dry_run", Optional.of(dryRun));
        json.text("result", word());
        json.flag("changed", Optional.of(ends.stream().anyMatch(ApplyEnd::hasChanged)));
        json.flag("would_change", Optional.of(ends.stream().anyMatch(end -> end.code() == ExitCode.WOULD_CHANGE)));
        json.objects("ports", ends, end -> port(json, end));
        json.problems("problems", problems);
    }

    private String word() {
        return switch (code) {
            case DONE -> ends.stream().anyMatch(ApplyEnd::hasChanged) ? "done" : "unchanged";
            case WOULD_CHANGE -> "planned";
            case IN_USE -> "refused";
            case PARTLY -> "partly";
            default -> "failed";
        };
    }

    private void port(JsonDocument json, ApplyEnd end) throws IOException {
        json.text("saved_interface", end.entry().name());
        json.text("saved_pci_address", end.entry().pciAddress());
        json.text("permanent_mac_address", end.entry().permanentAddress());
        json.number("exit_status", Optional.of(end.code().status()));
        json.text("failure", end.reason());
        json.object("change", end.end(), port -> port.document().write(json, port.result(), dryRun));
    }
}
