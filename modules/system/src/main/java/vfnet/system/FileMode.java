// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;

/**
 * Permissions that a file or folder has from its creation on, so that no umask leaves it open to others even for a
 * moment: whoever has opened it keeps it open.
 */
public final class FileMode {
    /** A file that others may read. */
    public static final String FILE = "rw-r--r--";
    /** A folder that others may list. */
    public static final String FOLDER = "rwxr-xr-x";
    /** A file that no other user may open. */
    public static final String PRIVATE = "rw-------";

    private FileMode() {}

    /**
     * {@return the attributes to create something with; none on a file system without permissions}
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
     * Sets the permissions that a strict umask may have reduced.
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
     * {@return a number of the attribute view "unix" (stat(2))}
     *
     * @param attributes what was read of a file
     * @param name one of the attributes that were asked for
     */
    public static long unixNumber(Map<String, Object> attributes, String name) {
        return ((Number) Objects.requireNonNull(attributes.get(name), name)).longValue();
    }

    /**
     * Creates a folder and its missing parents, writable by their owner only.
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
