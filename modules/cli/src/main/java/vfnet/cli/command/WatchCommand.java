// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vfnet.cli.host.ExitCode;
import vfnet.cli.json.WatchDocument;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Requests;
import vfnet.cli.text.Palette;
import vfnet.cli.watch.TrafficSource;
import vfnet.cli.watch.WatchLoop;
import vfnet.cli.watch.WatchScreen;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;

/** {@code vfnet watch}: shows the traffic of ports and VFs until the user has seen enough. */
public final class WatchCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        Duration interval = Requests.interval(invocation);
        Optional<Integer> count = Requests.intervals(invocation);
        boolean asJson = invocation.has(Options.JSON);
        if (!asJson && session.terminalColumns().isEmpty()) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "stdout is no terminal; vfnet watch --json prints a line of JSON per interval");
        }
        TrafficSource source = new TrafficSource(session.context(), invocation.parameters());
        session.context().interruption().watch();
        session.warn(source.problems());
        if (source.isEmpty()) {
            session.tell("no network card found; try vfnet doctor");
            return ExitCode.DONE;
        }
        WatchLoop loop =
                new WatchLoop(source, interval, count, session.context().interruption());
        if (asJson) {
            loop.run(rates -> session.print(WatchDocument.of(Instant.now(), rates, source.missing())));
        } else {
            Palette palette =
                    Palette.of(Requests.color(invocation), session.host().environment());
            try (WatchScreen screen = screen(session)) {
                loop.run(screen, palette);
            } catch (WatchScreen.ClosedException e) {
                return ExitCode.DONE;
            }
        }
        return ExitCode.DONE;
    }

    private static WatchScreen screen(Session session) throws OperationException, WatchScreen.ClosedException {
        String type = session.host().environment().getOrDefault("TERM", "");
        if (type.equals("dumb")) {
            throw new OperationException(
                    Kind.INVALID_REQUEST, "the terminal cannot move its cursor (TERM=dumb); use vfnet watch --json");
        }
        try {
            return WatchScreen.open(type, bytes -> printIfHeard(session, bytes));
        } catch (IOException e) {
            if (session.context().interruption().isRequested()) {
                throw new WatchScreen.ClosedException(e);
            }
            throw new OperationException(
                    Kind.FAILED, "the terminal cannot be used (" + e.getMessage() + "); use vfnet watch --json", e);
        }
    }

    /** A terminal that has gone needs no farewell. */
    private static void printIfHeard(Session session, byte[] bytes) {
        try {
            session.print(bytes);
        } catch (IOException e) {
            // Nobody is left to look.
        }
    }
}
