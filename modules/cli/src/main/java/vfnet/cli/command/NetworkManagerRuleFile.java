// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import vfnet.cli.host.ExitCode;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.discovery.DetailLevel;
import vfnet.doctor.report.NetworkManagerRule;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.system.DurableFile;
import vfnet.system.FileMode;
import vfnet.system.ParentFolder;
import vfnet.system.Sysroot;
import vfnet.system.SystemFiles;

/** Writes the file that makes NetworkManager ignore VFs, as a whole. */
final class NetworkManagerRuleFile {
    /** The beginning of the file, by which vfnet recognizes its own. */
    private static final String MARK = "# Written by vfnet";

    private NetworkManagerRuleFile() {}

    static ExitCode write(Invocation invocation, Session session) throws OperationException, IOException {
        if (!invocation.parameters().isEmpty() || invocation.has(Options.JSON)) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    Options.WRITE_RULE.key() + " is about all ports of this machine and "
                            + "prints no report: use it alone");
        }
        if (session.context().kernel().isEmpty()) {
            throw new OperationException(Kind.INVALID_REQUEST, "snapshots are read-only; try scripts/sandbox");
        }
        Sysroot sysroot = session.context().machine().sysroot();
        Path file = new SystemFiles(sysroot).networkManagerRule();
        String name = sysroot.onMachine(file);
        String text = NetworkManagerRule.of(session.context().inventory(new DetailLevel.Cards()));
        if (text.isEmpty()) {
            throw new OperationException(
                    Kind.FAILED, "no port of this machine can have VFs, so NetworkManager needs no rule");
        }
        check(sysroot, file);
        replace(file, text, name);
        session.print(TerminalSanitizer.lines("Wrote " + name + ":\n" + text
                + "To make it count now: systemctl reload NetworkManager (or nmcli general reload)\n"));
        return ExitCode.DONE;
    }

    private static void check(Sysroot sysroot, Path file) throws OperationException, IOException {
        Path folder = ParentFolder.of(file);
        Path own = ParentFolder.of(folder);
        String name = sysroot.onMachine(file);
        if (!Files.isDirectory(own)) {
            throw new OperationException(
                    Kind.FAILED, sysroot.onMachine(own) + " is not there: NetworkManager is not installed");
        }
        if (!Files.isWritable(Files.isDirectory(folder) ? folder : own)) {
            throw new OperationException(Kind.NOT_PERMITTED, name + " may not be written; run vfnet as root");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.readString(file).startsWith(MARK))) {
            throw new OperationException(Kind.FAILED, name + " is not vfnet's: move it away first");
        }
    }

    private static void replace(Path file, String text, String name) throws OperationException {
        try {
            FileMode.createFolders(ParentFolder.of(file));
            DurableFile.replace(file, text, FileMode.FILE);
        } catch (IOException e) {
            throw new OperationException(Kind.FAILED, name + ": " + FileFailure.message(e), e);
        }
    }
}
