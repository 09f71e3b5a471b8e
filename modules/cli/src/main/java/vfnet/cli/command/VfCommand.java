// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vfnet.apply.outcome.Outcome;
import vfnet.cli.host.ExitCode;
import vfnet.cli.json.JsonDocument;
import vfnet.cli.json.PortDocument;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Requests;
import vfnet.cli.text.Column;
import vfnet.cli.text.PersistMessages;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.cli.text.TextTable;
import vfnet.cli.text.VfColumns;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationException;
import vfnet.operations.desired.VfRequest;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.live.PortPlan;
import vfnet.operations.select.VfSelection;
import vfnet.operations.usecase.VfOperation;
import vfnet.operations.usecase.VfOutcome;
import vfnet.operations.view.Rows;
import vfnet.operations.view.VfRow;

/**
 * {@code vfnet vf}: configures single VFs of a port, with plan, verification and rollback; saves that too if requested.
 */
public final class VfCommand implements Command {
    private static final int VERSION = 1;
    /** In place of a MAC address and what belongs to Ethernet. */
    private static final List<String> ON_INFINIBAND =
            List.of("vf_index", "interface", "node_guid", "port_guid", "link_state", "driver");

    private static final List<String> COLUMNS = List.of(
            "vf_index",
            "interface",
            "admin_mac_address",
            "vlan",
            "spoof_check",
            "trust",
            "link_state",
            "min_tx_rate",
            "max_tx_rate",
            "driver");

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        VfRequest request = new VfRequest(
                invocation.parameters(),
                Requests.vf(invocation),
                invocation.has(Options.PERSIST_TOO),
                Requests.timeout(invocation),
                invocation.has(Options.FORCE));
        boolean dryRun = invocation.has(Options.DRY_RUN);
        PortReport report = PortReport.of(invocation, session, (_, _) -> "");
        VfOutcome outcome = dryRun
                ? VfOperation.plan(session.context(), request, report)
                : VfOperation.run(session.context(), request, report);
        print(outcome, invocation, session);
        outcome.saving().failure().ifPresent(session::tell);
        report.requireWritten();
        ExitCode code = ExitCode.of(outcome.outcome());
        return code == ExitCode.WOULD_CHANGE || code == ExitCode.DONE
                ? outcome.saving().failure().isPresent() ? ExitCode.PARTLY : ExitCode.DONE
                : code;
    }

    private static void print(VfOutcome outcome, Invocation invocation, Session session) throws IOException {
        boolean dryRun = invocation.has(Options.DRY_RUN);
        if (invocation.has(Options.JSON)) {
            session.print(JsonDocument.write(json -> {
                json.number("version", Optional.of(VERSION));
                new PortDocument(outcome.outcome()).write(json, dryRun);
                json.flag("saved", Optional.of(outcome.saving().done()));
                json.text("save_failure", outcome.saving().failure());
            }));
            return;
        }
        if (outcome.outcome() instanceof PortOutcome.Ended(PortPlan _, Outcome.Done(Inventory after, var _))) {
            session.print(TerminalSanitizer.lines(closing(outcome.choice(), after)));
        }
        if (outcome.saving().done() || dryRun) {
            session.print(TerminalSanitizer.lines(PersistMessages.saved(outcome.saving(), dryRun)));
        }
    }

    /** The VFs in their live state. */
    private static String closing(VfSelection choice, Inventory after) {
        List<VfRow> vfs = Rows.of(after).vfs().stream()
                .filter(vf -> vf.isOf(choice.row())
                        && choice.indices().contains(vf.vf().index()))
                .toList();
        boolean isInfiniband = vfs.stream().anyMatch(VfRow::isInfiniband);
        List<Column<VfRow>> columns = (isInfiniband ? ON_INFINIBAND : COLUMNS)
                .stream()
                        .flatMap(key -> VfColumns.ALL.stream()
                                .filter(column -> column.key().equals(key)))
                        .toList();
        return "Done. " + choice.row().title() + ":\n"
                + TextTable.of(columns, vfs).render(true);
    }
}
