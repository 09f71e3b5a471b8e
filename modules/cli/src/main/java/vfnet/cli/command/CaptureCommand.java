// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import vfnet.cli.host.ExitCode;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.machine.CapturedMachine;
import vfnet.machine.MachineFile;
import vfnet.machine.MachineFolder;
import vfnet.machine.anonymize.AddressAnonymizer;
import vfnet.machine.capture.Capture;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.system.FileMode;
import vfnet.system.Sysroot;
import vfnet.system.SysrootFiles;
import vfnet.system.Users;

/** {@code vfnet capture}: this machine as a text file, or such a file as a folder. */
public final class CaptureCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        if (invocation.value(Options.UNPACK).isPresent()) {
            return unpack(invocation, invocation.value(Options.UNPACK).get(), session);
        }
        if (!Files.isDirectory(session.context().machine().sysroot().sys())) {
            throw new OperationException(
                    Kind.FAILED,
                    session.context().machine().sysroot().root()
                            + " has no /sys, so it is neither a host nor a snapshot");
        }
        CapturedMachine machine = Capture.of(session.context().machine());
        boolean keep = invocation.has(Options.KEEP_ADDRESSES);
        String text = MachineFile.text(keep ? machine : AddressAnonymizer.in(machine));
        if (invocation.parameters().isEmpty()) {
            session.print(text);
            return ExitCode.DONE;
        }
        String file = invocation.parameters().getFirst();
        try {
            write(session.context().machine().sysroot(), Path.of(file), text);
        } catch (IOException | InvalidPathException e) {
            throw new OperationException(Kind.FAILED, file + ": " + FileFailure.message(e), e);
        }
        session.say("vfnet: wrote " + file
                + (keep
                        ? ", addresses as they are\n"
                        : ", addresses replaced by invented ones; names of interfaces and VMs are as they are\n"));
        return ExitCode.DONE;
    }

    /**
     * In a folder that everybody can write, such as /tmp, another user may have put a link or a file there. What root
     * put there, a pipe or a device may be written like any file. In the folder of a machine no link leads out of that.
     */
    private static void write(Sysroot sysroot, Path file, String text) throws IOException {
        Optional<Path> inside = SysrootFiles.within(sysroot, file);
        if (inside.isPresent()) {
            new SysrootFiles(sysroot.root())
                    .replace(inside.get(), text.getBytes(StandardCharsets.UTF_8), FileMode.FILE);
            return;
        }
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.createFile(file, FileMode.of(file, FileMode.FILE));
        } else if (file.getFileSystem() == FileSystems.getDefault()) {
            int owner = (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            if (owner != 0 && owner != Users.ourselves()) {
                throw new FileSystemException(
                        file.toString(),
                        null,
                        "belongs to the user of number " + owner
                                + ", who would get at what is written there; remove it, or name another file");
            }
        }
        Files.writeString(file, text, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static ExitCode unpack(Invocation invocation, String file, Session session)
            throws OperationException, IOException {
        if (invocation.parameters().isEmpty()) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "--unpack FILE needs the folder to make: vfnet capture --unpack " + file + " DIR");
        }
        String folder = invocation.parameters().getFirst();
        CapturedMachine machine;
        try {
            machine = MachineFile.read(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new OperationException(Kind.FAILED, file + ": " + FileFailure.message(e), e);
        }
        try {
            MachineFolder.unpack(machine, Path.of(folder));
        } catch (IOException | InvalidPathException e) {
            throw new OperationException(Kind.FAILED, folder + ": " + FileFailure.message(e), e);
        }
        session.say("vfnet: unpacked " + file + " into " + folder + "\n");
        return ExitCode.DONE;
    }
}
