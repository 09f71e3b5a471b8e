// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vfnet.system.RegularFile;

/**
 * The file operations that a save consists of, one by one, since the power may fail after each of them; for any other
 * file there is {@link vfnet.system.DurableFile}.
 */
interface Disk {

    /** Makes a directory and those above it, each mode 0755. */
    void makeDirectories(Path directory) throws IOException;

    /**
     * Makes a file in place of any that is there, and writes into it.
     *
     * @param like whose owner, group, mode, ACL and other extended attributes it gets; mode 0644 where there is none
     */
    void write(Path file, byte[] content, Optional<Path> like) throws IOException;

    /** Returns once a file's content is on the disk. */
    void force(Path file) throws IOException;

    /** Puts a file in the place of another, whole: whoever looks sees the one or the other. */
    void replace(Path from, Path to) throws IOException;

    /** Returns once a directory's entries are on the disk. */
    void forceDirectory(Path directory) throws IOException;

    void deleteIfExists(Path file) throws IOException;

    /** What a regular file holds; one that is larger is an error. */
    default byte[] read(Path file, int most) throws IOException {
        return RegularFile.read(file, most);
    }

    /** What is done with a file's folder. */
    @FunctionalInterface
    interface InFolder<T> {
        /** @param folder leads to the folder for as long as this runs */
        T run(Path folder) throws IOException;
    }

    /** Does something in the folder of a file. */
    default <T> T inFolderOf(Path file, InFolder<T> action) throws IOException {
        return action.run(file.getParent());
    }

    /** Where a file is, its links followed. A link to nothing is an error: what was saved lies behind it. */
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
