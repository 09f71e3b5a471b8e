// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import vfnet.cli.host.ExitCode;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.operations.OperationException;
import vfnet.operations.usecase.ConfirmOperation;

/** {@code vfnet confirm}: confirms a pending {@code vfnet apply --confirm}. */
public final class ConfirmCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        if (invocation.has(Options.EXPIRED)) {
            ConfirmOperation.expire(session.context());
        } else {
            ConfirmOperation.confirm(session.context());
            session.print("Confirmed: the change stays.\n");
        }
        return ExitCode.DONE;
    }
}
