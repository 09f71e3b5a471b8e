// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.interop.Exported;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.system.DurableFile;
import vfnet.system.FileMode;
import vfnet.system.ParentFolder;
import vfnet.system.RegularFile;
import vfnet.system.Sysroot;
import vfnet.system.SysrootFiles;

/**
 * A folder for files of another tool's format. In the folder of a machine no link leads out of that.
 *
 * @param sysroot the machine
 * @param path its path; created if missing
 */
public record OutputFolder(Sysroot sysroot, Path path) {
    private static final int MAX_BYTES = 4 << 20;
    /** This first line identifies vfnet's own files: no other file is replaced. */
    public static final String HEADER = "# Written by vfnet export";

    /**
     * Writes all files, or none if another program's file has one of the names.
     *
     * @param files the files; a name may have a folder in it
     * @param isPrivate whether only the owner may read them, as netplan and NetworkManager require
     * @throws OperationException when a file cannot be written, or another program's file has such a name
     */
    public void write(List<Exported.ExportedFile> files, boolean isPrivate) throws OperationException {
        try {
            Optional<SysrootFiles> machine =
                    SysrootFiles.within(sysroot, path).map(_ -> new SysrootFiles(sysroot.root()));
            createFolders(path, machine);
            for (Exported.ExportedFile file : files) {
                Path target = target(file, machine);
                if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !isOurs(target)) {
                    throw new OperationException(
                            Kind.FAILED,
                            path.resolve(file.name()) + " is there already and was not written by vfnet export; "
                                    + "remove it, or choose another folder. Nothing was written");
                }
            }
            for (Exported.ExportedFile file : files) {
                createFolders(ParentFolder.of(path.resolve(file.name())), machine);
                write(target(file, machine), file.text(), isPrivate ? FileMode.PRIVATE : FileMode.FILE, machine);
            }
        } catch (IOException e) {
            throw new OperationException(
                    FileFailure.isNotPermitted(e) ? Kind.NOT_PERMITTED : Kind.FAILED,
                    path + " cannot be written: " + FileFailure.message(e),
                    e);
        }
    }

    private void createFolders(Path folder, Optional<SysrootFiles> machine) throws IOException {
        if (machine.isPresent()) {
            machine.get().createDirectories(SysrootFiles.within(sysroot, folder).orElseThrow());
        } else {
            FileMode.createFolders(folder);
        }
    }

    /** The links of its folder are followed; one in place of the file is replaced. */
    private Path target(Exported.ExportedFile file, Optional<SysrootFiles> machine) throws IOException {
        Path target = path.resolve(file.name());
        return machine.isEmpty()
                ? target
                : machine.get()
                        .resolve(SysrootFiles.within(sysroot, ParentFolder.of(target))
                                .orElseThrow())
                        .resolve(target.getFileName());
    }

    private static boolean isOurs(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && new String(RegularFile.read(file, MAX_BYTES), StandardCharsets.ISO_8859_1).startsWith(HEADER);
    }

    private static void write(Path target, String text, String permissions, Optional<SysrootFiles> machine)
            throws IOException {
        if (machine.isPresent()) {
            machine.get().replace(target, text.getBytes(StandardCharsets.UTF_8), permissions);
            return;
        }
        DurableFile.replace(target, text, permissions);
    }
}
