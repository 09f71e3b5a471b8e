// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.install;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.install.Layout;
import vfnet.install.Prefix;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.system.Sysroot;

/** The target of {@code vfnet install} and {@code vfnet uninstall}. */
final class InstallTarget {
    private InstallTarget() {}

    /** @throws OperationException when the command line names no suitable target */
    static Layout of(Invocation invocation, Session session) throws OperationException {
        Sysroot root = root(invocation, session);
        Optional<String> named = invocation.value(Options.PREFIX);
        if (named.isPresent()) {
            return new Layout(
                    root,
                    Prefix.parse(named.get())
                            .orElseThrow(() -> new OperationException(
                                    Kind.INVALID_REQUEST,
                                    "--prefix '" + named.get() + "' is not allowed: it is " + Prefix.RULE)));
        }
        Optional<Layout> own = session.host()
                .installation()
                .filter(host -> invocation.value(Options.ROOT).isEmpty())
                .flatMap(host -> Layout.holding(root, host.javaHome()));
        return own.orElseGet(() -> new Layout(root, Prefix.USR_LOCAL));
    }

    private static Sysroot root(Invocation invocation, Session session) throws OperationException {
        Optional<String> named = invocation.value(Options.ROOT);
        if (named.isEmpty()) {
            if (!session.isAtHost() || session.host().installation().isEmpty()) {
                throw new OperationException(
                        Kind.INVALID_REQUEST,
                        "'" + invocation.syntax().name() + "' works on the host, and a"
                                + " snapshots are read-only: --root DIR works on the system in a folder, and"
                                + " scripts/sandbox plays the other commands on a simulated host");
            }
            return session.context().machine().sysroot();
        }
        try {
            Path root = Path.of(named.get()).toAbsolutePath().normalize();
            if (Files.isDirectory(root) && !named.get().isEmpty()) {
                return new Sysroot(root);
            }
        } catch (InvalidPathException e) {
            // It is not a folder either.
        }
        throw new OperationException(Kind.FAILED, "--root " + named.get() + ": there is no such folder");
    }
}
