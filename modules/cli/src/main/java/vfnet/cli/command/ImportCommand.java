// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.cli.host.ExitCode;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.usecase.ImportOperation;
import vfnet.operations.usecase.ImportRequest;
import vfnet.operations.usecase.ImportResult;

/**
 * {@code vfnet import}: saves another tool's configuration. Never changes the live state, nor the other tool's files.
 */
public final class ImportCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        String name = invocation
                .value(Options.FROM)
                .orElseThrow(() -> new OperationException(
                        Kind.INVALID_REQUEST,
                        "--from is missing: it is " + ImportRequest.Format.names()
                                + ", as in 'vfnet import --from link'; see 'vfnet import --help'"));
        ImportRequest.Format format = ImportRequest.Format.named(name)
                .orElseThrow(() -> new OperationException(
                        Kind.INVALID_REQUEST, "--from " + name + ": it is " + ImportRequest.Format.names()));
        ImportRequest request = new ImportRequest(format, named(invocation), invocation.value(Options.NODE));
        ImportResult result = invocation.has(Options.DRY_RUN)
                ? ImportOperation.plan(session.context(), request)
                : ImportOperation.run(session.context(), PersistReport.purpose(invocation), request);
        boolean isBoot = format == ImportRequest.Format.BOOT;
        if (!isBoot
                && result.saved().plan().changesAnything()
                && !result.sources().isEmpty()) {
            session.tell(afterwards(format, result.sources()));
        }
        ExitCode code =
                PersistReport.tell(result.saved(), "nothing there is for a port of this machine", invocation, session);
        if (isBoot && !result.sources().isEmpty()) {
            session.tell(
                    result.saved().plan().failures().isEmpty()
                            ? "two should not do the same at boot; once it is saved, remove these lines"
                            : "two should not do the same at boot; remove these lines where their port is saved");
            for (String line : result.sources()) {
                session.say(TerminalSanitizer.lines("  " + line + "\n"));
            }
        }
        return code;
    }

    private static Optional<Path> named(Invocation invocation) throws OperationException {
        try {
            return invocation.parameters().stream().findFirst().map(Path::of);
        } catch (InvalidPathException e) {
            throw new OperationException(
                    Kind.INVALID_REQUEST, invocation.parameters().getFirst() + " is not a valid path", e);
        }
    }

    private static String afterwards(ImportRequest.Format format, List<String> sources) {
        return String.join(", ", sources) + (sources.size() == 1 ? " still says" : " still say") + " the same to "
                + format.tool() + ", and two should not "
                + switch (format) {
                    case DRIVERCTL -> "bind drivers: driverctl unset-override takes each out there";
                    case SRIOV_OPERATOR -> "create VFs: set externallyManaged: true there";
                    default -> "create VFs: take them out there";
                };
    }
}
