// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vfnet.system.ParentFolder;
import vfnet.system.RegularFile;

/**
 * The file operations that a save consists of, one by one, since the power may fail after each of them; for any other
 * file there is {@link vfnet.system.DurableFile}.
 */
interface Disk {

    /** Creates a directory and its parents, each of mode 0755. */
    void makeDirectories(Path directory) throws IOException;

    /**
     * Creates a file in place of any other, and writes into it.
     *
     * @param like the file whose owner, group, mode, ACL and other extended attributes it gets; mode 0644 where there
     *     is none
     */
    void write(Path file, byte[] content, Optional<Path> like) throws IOException;

    /** Returns once a file's content is on the disk. */
    void force(Path file) throws IOException;

    /** Replaces a file atomically: a reader sees the old or the new one. */
    void replace(Path from, Path to) throws IOException;

    /** Returns once a directory's entries are on the disk. */
    void forceDirectory(Path directory) throws IOException;

    void deleteIfExists(Path file) throws IOException;

    /** The content of a regular file; one that is larger is an error. */
    default byte[] read(Path file, int most) throws IOException {
        return RegularFile.read(file, most);
    }

    /** An action in a file's folder. */
    @FunctionalInterface
    interface InFolder<T> {
        /** @param folder leads to the folder for as long as this runs */
        T run(Path folder) throws IOException;
    }

    /** Runs an action in the folder of a file. */
    default <T> T inFolderOf(Path file, InFolder<T> action) throws IOException {
        return action.run(ParentFolder.of(file));
    }

    /**
     * The path of a file with its links followed. A dangling link is an error, since the configuration may be behind
     * it.
     */
    default Path real(Path named) throws IOException {
        for (Path place = named.toAbsolutePath(); place != null; place = place.getParent()) {
            if (Files.isSymbolicLink(place) && !Files.exists(place)) {
                throw new FileSystemException(
                        named.toString(), null, "cannot be reached: " + place + " is a link to what is not there");
            }
        }
        return Files.isSymbolicLink(named) ? named.toRealPath() : named.toAbsolutePath();
    }
}
