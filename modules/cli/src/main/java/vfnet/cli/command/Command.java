// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import vfnet.cli.host.ExitCode;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.operations.OperationException;

/** A command of vfnet. */
public interface Command {

    /**
     * @throws OperationException when it fails, with a message for the user
     * @throws IOException when the output cannot be written
     */
    ExitCode run(Invocation invocation, Session session) throws OperationException, IOException;
}
