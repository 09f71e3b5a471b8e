package vfnet.cli;

import java.io.IOException;

/** One thing that vfnet does. */
interface Command {

    /**
     * @throws CommandFailure when it cannot be done, for a reason that a person should read
     * @throws IOException    when the output cannot be written
     */
    ExitCode run(Invocation invocation, Session session) throws CommandFailure, IOException;
}
