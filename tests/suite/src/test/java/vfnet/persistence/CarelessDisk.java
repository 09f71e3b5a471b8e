// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A disk whose writer leaves something out.
 *
 * @param disk does the rest
 * @param leftOut {@code force NAME} or {@code forceDirectory}, which are not done; {@code replace}, in place of which
 *     the file is overwritten; empty for nothing
 */
record CarelessDisk(Disk disk, String leftOut) implements Disk {

    @Override
    public void makeDirectories(Path directory) throws IOException {
        disk.makeDirectories(directory);
    }

    @Override
    public void write(Path file, byte[] content, Optional<Path> like) throws IOException {
        disk.write(file, content, like);
    }

    @Override
    public void force(Path file) throws IOException {
        if (!leftOut.equals("force " + file.getFileName())) {
            disk.force(file);
        }
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        if (leftOut.equals("replace")) {
            disk.write(to, Files.readAllBytes(from), Optional.empty());
            disk.deleteIfExists(from);
        } else {
            disk.replace(from, to);
        }
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (!leftOut.equals("forceDirectory")) {
            disk.forceDirectory(directory);
        }
    }

    @Override
    public void deleteIfExists(Path file) throws IOException {
        disk.deleteIfExists(file);
    }
}
