// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A disk on which an editor saves whenever a new version has been written beside the file.
 *
 * @param disk the disk
 * @param file what is edited
 * @param edited what the editor saves
 */
record EditorDisk(Disk disk, Path file, String edited) implements Disk {
    @Override
    public void makeDirectories(Path directory) throws IOException {
        disk.makeDirectories(directory);
    }

    @Override
    public void write(Path written, byte[] content, Optional<Path> like) throws IOException {
        disk.write(written, content, like);
    }

    @Override
    public void force(Path written) throws IOException {
        disk.force(written);
        Files.writeString(file, edited);
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        disk.replace(from, to);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        disk.forceDirectory(directory);
    }

    @Override
    public void deleteIfExists(Path unwanted) throws IOException {
        disk.deleteIfExists(unwanted);
    }
}
