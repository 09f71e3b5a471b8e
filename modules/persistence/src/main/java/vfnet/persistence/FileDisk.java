// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.system.RegularFile;

/** A real file system, or one in memory. */
class FileDisk implements Disk {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwxr-xr-x");

    @Override
    public void makeDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (directory.getParent() != null) {
            makeDirectories(directory.getParent());
        }
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(directory)) {
                // Another writer was quicker.
                return;
            }
            throw e;
        }
        permit(directory, DIRECTORY);
        if (directory.getParent() != null) {
            forceDirectory(directory.getParent());
        }
    }

    @Override
    public void write(Path file, byte[] content, Optional<Path> like) throws IOException {
        RegularFile.requireIfPresent(file, LinkOption.NOFOLLOW_LINKS);
        Files.deleteIfExists(file);
        boolean isCopy = like.isPresent() && isPosix(file);
        if (isCopy) {
            copy(like.get(), file, like.get());
        }
        try (FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                LinkOption.NOFOLLOW_LINKS)) {
            if (!isCopy) {
                permit(file, FILE);
            }
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }

    /**
     * On Linux the copy has the extended attributes too, and an ACL and an SELinux label are two of these (acl(5),
     * system.posix_acl_access). The owner, the group and the mode are checked afterwards, since some users may not set
     * them.
     *
     * @param called its name in an error message
     */
    static void copy(Path from, Path to, Path called) throws IOException {
        RegularFile.require(from, LinkOption.NOFOLLOW_LINKS);
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        for (String attribute : List.of("unix:uid", "unix:gid", "unix:mode")) {
            if (from.getFileSystem().supportedFileAttributeViews().contains("unix")
                    && !Files.getAttribute(from, attribute).equals(Files.getAttribute(to, attribute))) {
                Files.deleteIfExists(to);
                throw new FileSystemException(
                        called.toString(), null, "its owner, group and mode cannot be kept by this user");
            }
        }
    }

    private static boolean isPosix(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Whatever the caller's umask is. A file system in memory may have no permissions. */
    private static void permit(Path place, Set<PosixFilePermission> permissions) throws IOException {
        if (isPosix(place)) {
            Files.setPosixFilePermissions(place, permissions);
        }
    }

    @Override
    public void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A file system in memory has no disk, and cannot open a directory. */
    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (directory.getFileSystem() == FileSystems.getDefault()) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public void deleteIfExists(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}
