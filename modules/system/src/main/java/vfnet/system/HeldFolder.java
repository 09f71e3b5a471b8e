// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A folder that is held open, and a path that leads to it even if it is renamed: Java sets no ACL and takes no lock
 * relative to an open folder, but {@code /proc/self/fd/N/NAME} is what openat(2) calls NAME (proc_pid_fd(5)).
 */
public final class HeldFolder implements AutoCloseable {
    private final SecureDirectoryStream<Path> stream;
    private final Path path;

    private HeldFolder(SecureDirectoryStream<Path> stream, Path path) {
        this.stream = stream;
        this.path = path;
    }

    /**
     * {@return the folder of a machine; nothing outside the machine's folder is reached through it}
     *
     * @param files the machine's files
     * @param place the folder, which exists
     * @throws IOException when it does not exist or is not a folder
     */
    public static HeldFolder of(SysrootFiles files, Path place) throws IOException {
        SecureDirectoryStream<Path> stream = files.directory(place);
        try {
            Optional<Path> descriptor =
                    place.getFileSystem() == FileSystems.getDefault() ? descriptor(stream) : Optional.empty();
            return new HeldFolder(stream, descriptor.isPresent() ? descriptor.get() : files.resolve(place));
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    /** Empty where proc is not mounted. */
    private static Optional<Path> descriptor(SecureDirectoryStream<Path> folder) throws IOException {
        Object key = folder.getFileAttributeView(BasicFileAttributeView.class)
                .readAttributes()
                .fileKey();
        Path descriptors = Sysroot.live().processes().resolve("self/fd");
        if (!Files.isDirectory(descriptors)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
            for (Path one : all) {
                if (leadsTo(one, key)) {
                    return Optional.of(one);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean leadsTo(Path descriptor, Object key) {
        try {
            return key.equals(
                    Files.readAttributes(descriptor, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            // Closed since, or not one of a file.
            return false;
        }
    }

    /** {@return a path to it that is valid while it is held} */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
