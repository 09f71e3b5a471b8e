package vfnet.cli;

import java.io.IOException;

/** {@code vfnet confirm}: what {@code vfnet apply --confirm} did may stay. */
final class ConfirmCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws CommandFailure, IOException {
        LiveChange.kernel(session);
        new Confirmation(session).give();
        session.print("Confirmed: the change stays.\n");
        return ExitCode.DONE;
    }
}
