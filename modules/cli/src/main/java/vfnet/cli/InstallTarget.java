package vfnet.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import vfnet.install.Layout;
import vfnet.install.Prefix;
import vfnet.model.Sysroot;

/** Where {@code vfnet install} and {@code vfnet uninstall} work. */
final class InstallTarget {
    private InstallTarget() {}

    /** @throws CommandFailure when the line names no place where that could be done */
    static Layout of(Invocation invocation, Session session) throws CommandFailure {
        Sysroot root = root(invocation, session);
        Optional<String> named = invocation.value(Commands.PREFIX);
        if (named.isPresent()) {
            return new Layout(root, Prefix.parse(named.get()).orElseThrow(() -> new CommandFailure(ExitCode.USAGE,
                    "--prefix '" + named.get() + "' is not allowed: it is " + Prefix.RULE)));
        }
        Optional<Layout> own = session.host().installation().filter(host -> invocation.value(Commands.ROOT).isEmpty())
                .flatMap(host -> Layout.holding(root, host.javaHome()));
        return own.orElseGet(() -> new Layout(root, Prefix.USR_LOCAL));
    }

    private static Sysroot root(Invocation invocation, Session session) throws CommandFailure {
        Optional<String> named = invocation.value(Commands.ROOT);
        if (named.isEmpty()) {
            if (!session.isAtHost() || session.host().installation().isEmpty()) {
                throw new CommandFailure(ExitCode.USAGE, "'" + invocation.syntax().name() + "' works on the host, and a"
                        + " snapshot can only be looked at: --root DIR works on the system in a folder, and"
                        + " scripts/sandbox plays the other commands on a simulated host");
            }
            return session.machine().sysroot();
        }
        try {
            Path root = Path.of(named.get()).toAbsolutePath().normalize();
            if (Files.isDirectory(root) && !named.get().isEmpty()) {
                return new Sysroot(root);
            }
        } catch (InvalidPathException e) {
            // It is no folder either.
        }
        throw new CommandFailure(ExitCode.FAILED, "--root " + named.get() + ": there is no such folder");
    }
}
