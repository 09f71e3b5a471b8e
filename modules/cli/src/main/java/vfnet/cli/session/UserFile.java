// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.session;

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
import vfnet.operations.FileFailure;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.system.DurableFile;
import vfnet.system.FileMode;
import vfnet.system.Sysroot;
import vfnet.system.SysrootFiles;
import vfnet.system.Users;

/** A file that the user named to write a document to. */
public final class UserFile {
    private UserFile() {}

    /**
     * Writes a document.
     *
     * @param machine the machine, out of whose folder no link leads
     * @param file as the user named it
     * @throws OperationException when it cannot be written
     */
    public static void write(Sysroot machine, String file, String text) throws OperationException {
        try {
            write(machine, Path.of(file), text);
        } catch (IOException | InvalidPathException e) {
            throw new OperationException(Kind.FAILED, file + ": " + FileFailure.message(e), e);
        }
    }

    /**
     * Writes a document that another program reads at any time: it finds the old one or the new one.
     *
     * @param machine the machine, out of whose folder no link leads
     * @param file as the user named it; a link in its place is replaced
     * @throws OperationException when it cannot be written; the old one is then unchanged
     */
    public static void replace(Sysroot machine, String file, String text) throws OperationException {
        try {
            Path path = Path.of(file);
            Optional<Path> inside = SysrootFiles.within(machine, path);
            if (inside.isPresent()) {
                new SysrootFiles(machine.root())
                        .replace(inside.get(), text.getBytes(StandardCharsets.UTF_8), FileMode.FILE);
            } else {
                DurableFile.replace(path, text, FileMode.FILE);
            }
        } catch (IOException | InvalidPathException e) {
            throw new OperationException(Kind.FAILED, file + ": " + FileFailure.message(e), e);
        }
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
}
