// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.util.Optional;
import vfnet.cli.host.ExitCode;
import vfnet.cli.json.JsonDocument;
import vfnet.cli.json.PortDocument;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Requests;
import vfnet.cli.text.PortMessages;
import vfnet.operations.OperationException;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.usecase.EswitchOperation;

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
                        SetCommand.isAsSaved(row, after, session),
                        session.terminalColumns()));
        boolean dryRun = invocation.has(Options.DRY_RUN);
        PortOutcome outcome = dryRun
                ? EswitchOperation.plan(session.context(), request, report)
                : EswitchOperation.run(session.context(), request, report);
        report.requireWritten();
        if (invocation.has(Options.JSON)) {
            session.print(JsonDocument.write(json -> {
                json.number("version", Optional.of(VERSION));
                new PortDocument(outcome).write(json, dryRun);
            }));
        }
        ExitCode code = ExitCode.of(outcome);
        return code == ExitCode.WOULD_CHANGE ? ExitCode.DONE : code;
    }
}
