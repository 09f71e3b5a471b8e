// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.cli.host.ExitCode;
import vfnet.cli.json.JsonDocument;
import vfnet.cli.json.RestoreFields;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.discovery.DetailLevel;
import vfnet.model.Problem;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.Sriov;
import vfnet.operations.OperationException;
import vfnet.operations.select.PortSelection;
import vfnet.operations.select.SavedSelection;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;

/** {@code vfnet diff}: shows differences between the live state and the saved configuration. */
public final class DiffCommand implements Command {
    private static final int VERSION = 1;

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        Inventory inventory = session.context().inventory(new DetailLevel.Cards(false, true));
        ConfigurationView saved = ConfigurationView.beside(inventory, session.context());
        List<Problem> problems = saved.problems();
        List<ComparedPort> ports = compared(inventory, saved, invocation);
        boolean drift = ports.stream().anyMatch(ComparedPort::isDrift);
        if (invocation.has(Options.JSON)) {
            session.print(JsonDocument.write(json -> write(json, ports, drift, problems)));
        } else {
            session.print(TerminalSanitizer.lines(text(ports)));
        }
        session.warn(problems);
        if (!problems.isEmpty()) {
            return ports.isEmpty() ? ExitCode.FAILED : ExitCode.PARTLY;
        }
        return drift && invocation.has(Options.CHECK) ? ExitCode.WOULD_CHANGE : ExitCode.DONE;
    }

    private static List<ComparedPort> compared(Inventory inventory, ConfigurationView saved, Invocation invocation)
            throws OperationException {
        Rows rows = Rows.of(inventory).beside(saved, true);
        List<SavedPort> entries = new ArrayList<>();
        List<PfRow> unsaved = new ArrayList<>();
        if (invocation.parameters().isEmpty()) {
            entries.addAll(saved.configuration().ports());
            rows.pfs().stream()
                    .filter(row -> row.saved().value().isEmpty()
                            && !row.saved().isUnreadable()
                            && row.pf()
                                    .sriov()
                                    .value()
                                    .filter(Sriov::canMakeVfs)
                                    .isPresent())
                    .forEach(unsaved::add);
        }
        for (String name : invocation.parameters()) {
            Optional<PfRow> row = PortSelection.among(rows.pfs(), name).stream()
                    .filter(known -> known.saved().value().isEmpty())
                    .findFirst();
            row.ifPresent(unsaved::add);
            if (row.isEmpty()) {
                entries.add(new SavedSelection(rows, saved).one(name));
            }
        }
        List<ComparedPort> compared = new ArrayList<>();
        entries.forEach(entry -> compared.add(ComparedPort.of(rows, saved, entry)));
        unsaved.forEach(row -> compared.add(new ComparedPort(
                row.title(), "never_saved", Optional.of(row), Optional.empty(), List.of(), Optional.empty())));
        return compared;
    }

    private static String text(List<ComparedPort> ports) {
        StringBuilder text = new StringBuilder();
        for (ComparedPort port : ports) {
            text.append(port.state().equals("as_saved") || port.state().equals("never_saved") ? "  " : "~ ")
                    .append(port.title())
                    .append(": ")
                    .append(
                            switch (port.state()) {
                                case "as_saved" -> "as saved";
                                case "never_saved" -> "never saved";
                                case "differs" -> "has drifted (live -> saved)";
                                case "absent" ->
                                    "is not there: " + port.reason().orElse("");
                                default ->
                                    "cannot be compared: " + port.reason().orElse("");
                            })
                    .append('\n');
            if (port.state().equals("differs")) {
                port.reason()
                        .ifPresent(reason -> text.append("~   ").append(reason).append('\n'));
            }
            port.differences()
                    .forEach(difference ->
                            text.append("~   ").append(difference.describe()).append('\n'));
            port.restored()
                    .ifPresent(restore -> text.append("    last restored: ")
                            .append(restore.describe())
                            .append('\n'));
        }
        return ports.isEmpty() ? "Nothing is saved, and no port of this machine can create VFs.\n" : text.toString();
    }

    private static void write(JsonDocument json, List<ComparedPort> ports, boolean drift, List<Problem> problems)
            throws IOException {
        json.number("version", Optional.of(VERSION));
        json.flag("drift", Optional.of(drift));
        json.objects("ports", ports, port -> {
            json.text("state", port.state());
            json.text(
                    "interface",
                    port.row()
                            .flatMap(PfRow::networkInterface)
                            .map(own -> own.name())
                            .or(() -> port.saved().flatMap(SavedPort::name)));
            json.text(
                    "pci_address",
                    port.row()
                            .map(row -> row.function().address())
                            .or(() -> port.saved().flatMap(SavedPort::pciAddress)));
            json.text("permanent_mac_address", port.saved().flatMap(SavedPort::permanentAddress));
            json.text("reason", port.reason());
            RestoreFields.write(json, port.restored());
            json.objects("differences", port.differences(), difference -> {
                json.number("vf_index", difference.vf());
                json.text("field", difference.field());
                json.text("live", difference.from());
                json.text("saved", difference.to());
            });
        });
        json.problems("problems", problems);
    }
}
