// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import vfnet.cli.host.ExitCode;
import vfnet.cli.session.Session;
import vfnet.cli.session.UserFile;
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
        UserFile.write(session.context().machine().sysroot(), file, text);
        session.say("vfnet: wrote " + file
                + (keep
                        ? ", addresses as they are\n"
                        : ", addresses replaced by invented ones; names of interfaces and VMs are as they are\n"));
        return ExitCode.DONE;
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
