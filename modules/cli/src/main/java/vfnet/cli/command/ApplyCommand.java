// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import vfnet.cli.host.ExitCode;
import vfnet.cli.json.ApplyDocument;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Requests;
import vfnet.cli.text.PortMessages;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.usecase.ApplyOperation;
import vfnet.operations.usecase.ApplyRequest;
import vfnet.operations.usecase.ApplyResult;
import vfnet.persistence.ConfigurationFile;

/** {@code vfnet apply}: brings ports to their saved state. */
public final class ApplyCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        boolean dryRun = invocation.has(Options.DRY_RUN);
        ApplyRequest request = request(invocation, session);
        PortReport report = PortReport.of(invocation, session, PortMessages::asSaved);
        ApplyResult result = dryRun
                ? ApplyOperation.plan(session.context(), request, report)
                : ApplyOperation.run(session.context(), request, report);
        ExitCode code = ExitCode.of(result);
        if (invocation.has(Options.JSON)) {
            session.print(new ApplyDocument(result, dryRun, code).bytes());
        } else if (result.outcomes().isEmpty() && result.problems().isEmpty()) {
            session.print("Nothing is saved in " + result.file()
                    + ", so there is nothing to do; to save the current configuration: " + "vfnet persist\n");
        }
        session.warn(result.problems());
        return code;
    }

    private static ApplyRequest request(Invocation invocation, Session session) throws OperationException {
        Duration timeout = Requests.timeout(invocation);
        return new ApplyRequest(
                file(invocation, session),
                invocation.parameters(),
                timeout,
                confirm(invocation),
                invocation.has(Options.FORCE));
    }

    private static Optional<ConfigurationFile> file(Invocation invocation, Session session) throws OperationException {
        Optional<String> named = invocation.value(Options.FILE);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path place = Path.of(named.get().equals("-") ? "/dev/stdin" : named.get());
            return Optional.of(
                    isPipe(named.get())
                            ? ConfigurationFile.onPipe(place)
                            : ConfigurationFile.of(session.context().machine().sysroot(), place));
        } catch (InvalidPathException e) {
            throw new OperationException(Kind.INVALID_REQUEST, "--file " + named.get() + " is not a valid path", e);
        }
    }

    /** bash turns {@code <(COMMAND)} into /dev/fd/63. */
    private static boolean isPipe(String named) {
        return named.equals("-") || named.equals("/dev/stdin") || named.startsWith("/dev/fd/");
    }

    /** {@code 60s}, {@code 60} or {@code 2m}. */
    private static Optional<Duration> confirm(Invocation invocation) throws OperationException {
        Optional<String> word = invocation.value(Options.CONFIRM);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        String text = word.get();
        char unit = text.isEmpty() ? 's' : text.charAt(text.length() - 1);
        String number = unit == 's' || unit == 'm' ? text.substring(0, text.length() - 1) : text;
        Duration time =
                Requests.seconds(number, "--confirm " + text + " is not a time such as 60s or 2m, in seconds", 1, 3600);
        return Optional.of(unit == 'm' ? time.multipliedBy(60) : time);
    }
}
