// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import vfnet.cli.host.ExitCode;
import vfnet.cli.host.Host;
import vfnet.cli.session.Output;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.FastPathParser;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.PicocliParser;
import vfnet.cli.syntax.Requests;
import vfnet.cli.syntax.Version;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.install.InstallHost;
import vfnet.install.files.ImageTree;
import vfnet.model.Errno;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;

/** The command-line tool as a function of its host and its arguments. */
public final class Vfnet {
    private Vfnet() {}

    /**
     * Runs one command line.
     *
     * @param host where it runs
     * @param args the words after {@code vfnet}
     * @param out gets data, in UTF-8
     * @param err gets messages, in UTF-8
     * @return the exit status, see {@link ExitCode}
     */
    public static int run(Host host, List<String> args, OutputStream out, OutputStream err) {
        Output data = new Output(out, host.interruption());
        Output words = new Output(err, host.interruption(), host.terminal()::messageColumns);
        int status = run(host, args, data, words);
        try {
            words.finish();
        } catch (IOException e) {
            // There is no reader left to inform.
        }
        return status;
    }

    private static int run(Host host, List<String> args, Output out, Output err) {
        try {
            int status = request(host, args, out, err).status();
            out.finish();
            return status;
        } catch (OperationException e) {
            say(err, e, args);
            return ExitCode.of(e.kind()).status();
        } catch (IOException e) {
            return outputFailed(err, e, args).status();
        } catch (RuntimeException e) {
            say(
                    err,
                    new OperationException(
                            Kind.FAILED, "internal error: " + e + "; please report it with the output of --debug", e),
                    args);
            return ExitCode.FAILED.status();
        } catch (OutOfMemoryError e) {
            say(
                    err,
                    new OperationException(
                            Kind.FAILED,
                            "not enough memory (" + (Runtime.getRuntime().maxMemory() >> 20)
                                    + " MiB) for a machine of this size; " + withMoreMemory(host),
                            e),
                    args);
            return ExitCode.FAILED.status();
        }
    }

    /** On another Java the command line depends on how it was started. */
    private static String withMoreMemory(Host host) {
        return host.installation()
                .map(InstallHost::javaHome)
                .filter(ImageTree::isImage)
                .map(home -> "with more: " + home.resolve("bin/java") + " -Xmx1g -m vfnet.cli/vfnet.cli.Main ...")
                .orElse("with more, on an image, which scripts/image builds in a checkout:"
                        + " bin/java -Xmx1g -m vfnet.cli/vfnet.cli.Main ...");
    }

    private static ExitCode request(Host host, List<String> args, Output out, Output err)
            throws OperationException, IOException {
        // {@code --version} alone, as scripts and bug reports use it, needs no parser, which would make this start
        // half as long again.
        if (isPlainVersion(args)) {
            out.write(Version.LINE.getBytes(StandardCharsets.UTF_8));
            return ExitCode.DONE;
        }
        Optional<Invocation> plain = FastPathParser.parse(args);
        if (plain.isPresent()) {
            return run(plain.get(), host, out, err);
        }
        return switch (new PicocliParser(host.terminal()::columns).parse(args)) {
            case PicocliParser.Request.Text(String text) -> {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                yield ExitCode.DONE;
            }
            case PicocliParser.Request.Run(Invocation invocation) -> run(invocation, host, out, err);
        };
    }

    /** The version, for a valid command line that asks for it. */
    private static boolean isPlainVersion(List<String> args) {
        return !args.isEmpty()
                && (Options.VERSION.names().contains(args.getLast()) || Options.LEGACY_VERSION.equals(args.getLast()))
                && (args.size() == 1
                        || FastPathParser.parse(args.subList(0, args.size() - 1))
                                .isPresent());
    }

    private static ExitCode run(Invocation invocation, Host host, Output out, Output err)
            throws OperationException, IOException {
        if (invocation.has(Options.COLOR)) {
            Requests.color(invocation);
        }
        try (Session session =
                Session.open(invocation.value(Options.SYSROOT), invocation.value(Options.CONFIG), host, out, err)) {
            return CommandRegistry.of(invocation.syntax()).run(invocation, session);
        }
    }

    /** The reader of our output has closed the pipe ({@code | head -1}), which needs no message. */
    private static ExitCode outputFailed(Output err, IOException e, List<String> args) {
        Optional<Errno> errno = Errno.of(e);
        if (errno.isPresent() && errno.get() == Errno.EPIPE) {
            return ExitCode.DONE;
        }
        say(
                err,
                new OperationException(
                        Kind.FAILED,
                        "the output cannot be written: "
                                + errno.map(Errno::message).orElseGet(e::getMessage),
                        e),
                args);
        return ExitCode.FAILED;
    }

    private static void say(Output err, OperationException failure, List<String> args) {
        StringBuilder text = new StringBuilder("vfnet: ")
                .append(TerminalSanitizer.of(failure.getMessage()))
                .append('\n');
        if (args.contains(Options.DEBUG.key())) {
            for (Throwable at = failure; at != null; at = at.getCause()) {
                text.append(TerminalSanitizer.of(at.toString())).append('\n');
                for (StackTraceElement element : at.getStackTrace()) {
                    text.append("    at ").append(element).append('\n');
                }
            }
        }
        try {
            err.say(text.toString());
        } catch (IOException e) {
            // There is no reader left to inform.
        }
    }
}
