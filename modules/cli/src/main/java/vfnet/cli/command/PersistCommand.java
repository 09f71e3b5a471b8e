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
import vfnet.model.desired.RestorePolicy;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.configuration.PersistResult;
import vfnet.operations.usecase.PersistOperation;
import vfnet.operations.usecase.PersistRequest;

/** {@code vfnet persist}: saves the live state of ports, or a number of VFs. Never changes the live state. */
public final class PersistCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        requireConsistent(invocation);
        requireOnePort(invocation);
        requireLasting(invocation, session);
        PersistRequest request = request(invocation);
        PersistResult result = invocation.has(Options.DRY_RUN)
                ? PersistOperation.plan(session.context(), request)
                : PersistOperation.run(session.context(), PersistReport.purpose(invocation), request);
        return PersistReport.tell(result, "no port of this machine can create VFs", invocation, session);
    }

    private static void requireConsistent(Invocation invocation) throws OperationException {
        boolean imports = invocation.has(Options.IMPORT);
        boolean removes = invocation.has(Options.REMOVE);
        if (imports && removes
                || (imports || removes) && !invocation.parameters().isEmpty()) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "PORT, --remove PORT and --import FILE do not go together; see 'vfnet persist --help'");
        }
        boolean restores = invocation.has(Options.RESTORE);
        boolean leaves = invocation.has(Options.NO_RESTORE);
        if (restores && leaves || (restores || leaves) && (imports || removes)) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "--restore, --no-restore, --remove and --import do not go together; see 'vfnet persist --help'");
        }
    }

    private static void requireOnePort(Invocation invocation) throws OperationException {
        boolean on = invocation.has(Options.BRIDGE_SYNC);
        boolean off = invocation.has(Options.NO_BRIDGE_SYNC);
        if ((on || off) && (on && off || invocation.parameters().isEmpty())) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "--bridge-sync and --no-bridge-sync are for one port, and exclude each other, as in 'vfnet persist"
                            + " --bridge-sync enp1s0f0'");
        }
    }

    private static void requireLasting(Invocation invocation, Session session) throws OperationException {
        if (session.isOnlyForNow()
                && !invocation.has(Options.DRY_RUN)
                && invocation.value(Options.CONFIG).isEmpty()) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "a snapshot's configuration is read-only; make a folder of it"
                            + " with vfnet capture --unpack, name a file with --config, or add --dry-run to see the "
                            + "changes");
        }
    }

    private static PersistRequest request(Invocation invocation) throws OperationException {
        List<String> parameters = invocation.parameters();
        if (invocation.has(Options.REMOVE)) {
            return new PersistRequest.Remove(invocation.value(Options.REMOVE).orElseThrow());
        }
        if (invocation.has(Options.IMPORT)) {
            return new PersistRequest.Legacy(path(invocation));
        }
        return parameters.isEmpty()
                ? new PersistRequest.All(restore(invocation))
                : new PersistRequest.Port(
                        parameters.getFirst(),
                        parameters.stream().skip(1).findFirst(),
                        restore(invocation),
                        bridgeSync(invocation));
    }

    private static Optional<RestorePolicy> restore(Invocation invocation) {
        if (invocation.has(Options.NO_RESTORE)) {
            return Optional.of(RestorePolicy.AT_BOOT);
        }
        return invocation.has(Options.RESTORE) ? Optional.of(RestorePolicy.ALWAYS) : Optional.empty();
    }

    private static Optional<Boolean> bridgeSync(Invocation invocation) {
        return invocation.has(Options.BRIDGE_SYNC)
                ? Optional.of(true)
                : invocation.has(Options.NO_BRIDGE_SYNC) ? Optional.of(false) : Optional.empty();
    }

    private static Path path(Invocation invocation) throws OperationException {
        try {
            return Path.of(invocation.value(Options.IMPORT).orElseThrow());
        } catch (InvalidPathException e) {
            throw new OperationException(Kind.INVALID_REQUEST, "--import: " + e.getMessage(), e);
        }
    }
}
