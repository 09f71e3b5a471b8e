// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.util.List;
import vfnet.cli.host.ExitCode;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Requests;
import vfnet.cli.text.ListTables;
import vfnet.cli.text.PortMessages;
import vfnet.discovery.DetailLevel;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.desired.SetRequest;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.select.FunctionSelection;
import vfnet.operations.usecase.SetOperation;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.Rows;

/** {@code vfnet set PORT N}. */
public final class SetCommand implements Command {
    private static final int VERSION = 1;

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        if (invocation.parameters().size() < 2) {
            throw withoutNumber(invocation.parameters().getFirst(), session);
        }
        SetRequest request = Requests.set(invocation);
        PortReport report = PortReport.of(
                invocation,
                session,
                (row, after) -> PortMessages.done(
                        row,
                        after,
                        ConfigurationView.beside(after, session.context()).isAsSaved(row, after),
                        session.terminalColumns()));
        boolean dryRun = invocation.has(Options.DRY_RUN);
        PortOutcome outcome = dryRun
                ? SetOperation.plan(session.context(), request, report)
                : SetOperation.run(session.context(), request, report);
        return report.close(outcome, VERSION, dryRun);
    }

    /** Whoever gives no number may want to know which are possible. */
    private static OperationException withoutNumber(String name, Session session)
            throws OperationException, IOException {
        Inventory inventory = session.context().inventory(new DetailLevel.Cards());
        Rows rows = Rows.of(inventory).beside(ConfigurationView.beside(inventory, session.context()), false);
        Rows port = new FunctionSelection(rows).narrow(List.of(name), inventory, List.of());
        session.print(ListTables.pfs(port.pfs(), session.terminalColumns()));
        return new OperationException(
                Kind.INVALID_REQUEST, "say how many VFs, as in 'vfnet set " + name + " 4'; see 'vfnet set --help'");
    }
}
