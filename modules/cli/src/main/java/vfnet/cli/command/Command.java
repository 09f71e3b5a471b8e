// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import vfnet.cli.host.ExitCode;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.operations.OperationException;

/** One thing that vfnet does. */
public interface Command {

    /**
     * @throws OperationException when it cannot be done, for a reason that a person should read
     * @throws IOException when the output cannot be written
     */
    ExitCode run(Invocation invocation, Session session) throws OperationException, IOException;
}
