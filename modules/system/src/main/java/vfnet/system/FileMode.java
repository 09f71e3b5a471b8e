// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The mode that a file or folder has from the moment at which it is created, so that no umask leaves it open to others,
 * not even until it is changed: whoever has opened it keeps it open.
 */
public final class FileMode {
    /** What others may read. */
    public static final String FILE = "rw-r--r--";
    /** What others may look into. */
    public static final String FOLDER = "rwxr-xr-x";
    /** What nobody else may open. */
    public static final String PRIVATE = "rw-------";

    private FileMode() {}

    /**
     * {@return the mode, to create something with; nothing on a file system without modes}
     *
     * @param path what is to be created
     * @param permissions such as {@link #FILE}
     */
    public static FileAttribute<?>[] of(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * Gives it the mode whatever a strict umask has left of it: what others must be able to read.
     *
     * @param path what was created
     * @param permissions such as {@link #FILE}
     * @throws IOException when that is not allowed
     */
    public static void set(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    /**
     * Creates a folder, and those above it that are not there, writable by their owner alone.
     *
     * @param folder the folder
     * @throws IOException when it cannot be created
     */
    public static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            createFolders(parent);
        }
        try {
            Files.createDirectory(folder, of(folder, FOLDER));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }
}
