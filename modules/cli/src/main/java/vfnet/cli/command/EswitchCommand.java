// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import vfnet.cli.host.ExitCode;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Requests;
import vfnet.cli.text.PortMessages;
import vfnet.operations.OperationException;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.usecase.EswitchOperation;
import vfnet.operations.view.ConfigurationView;

/** {@code vfnet eswitch PORT legacy|switchdev}. */
public final class EswitchCommand implements Command {

    private static final int VERSION = 1;

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        EswitchOperation.Request request = Requests.eswitch(invocation);
        PortReport report = PortReport.of(
                invocation,
                session,
                (row, after) -> PortMessages.inMode(
                        row,
                        after,
                        request.mode(),
                        ConfigurationView.beside(after, session.context()).isAsSaved(row, after),
                        session.terminalColumns()));
        boolean dryRun = invocation.has(Options.DRY_RUN);
        PortOutcome outcome = dryRun
                ? EswitchOperation.plan(session.context(), request, report)
                : EswitchOperation.run(session.context(), request, report);
        return report.close(outcome, VERSION, dryRun);
    }
}
