// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Errno;
import vfnet.system.FileMode;

/**
 * Changes to files that are there wholly or not at all, and that a power cut after them does not undo: Java crashes on
 * an image with a hole of zeros in it.
 */
public final class DurableFiles {
    private static final String TEMPORARY = ".vfnet-new";
    private static final int BUFFER = 1 << 16;

    private DurableFiles() {}

    /** Where a file is made before it takes its place; the same each time, so that nothing piles up. */
    public static Path temporary(Path file) {
        return file.resolveSibling("." + file.getFileName() + TEMPORARY);
    }

    public static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The folder and those above it that are not there, the outer ones first. */
    public static List<Path> missing(Path folder) {
        List<Path> missing = new ArrayList<>();
        for (Path at = folder; !Files.exists(at); at = at.getParent()) {
            missing.addFirst(at);
        }
        return missing;
    }

    public static void makeFolders(Path folder) throws IOException {
        for (Path each : missing(folder)) {
            Files.createDirectory(each, FileMode.of(each, FileMode.FOLDER));
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
            sync(each.getParent());
        }
    }

    public static void write(Path file, String text, boolean executable) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Path fresh = temporary(file);
        Files.deleteIfExists(fresh);
        try {
            fill(fresh, new ByteArrayInputStream(bytes), executable);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        moveOver(fresh, file);
    }

    public static void link(Path link, String target) throws IOException {
        Path fresh = temporary(link);
        Files.deleteIfExists(fresh);
        Files.createSymbolicLink(fresh, link.getFileSystem().getPath(target));
        moveOver(fresh, link);
    }

    /** What another program has written, on the same file system, becomes this file. */
    public static void adopt(Path fresh, Path file) throws IOException {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            channel.force(true);
        }
        moveOver(fresh, file);
    }

    /** @return the hash of what was copied */
    public static String copy(Path from, Path to, boolean executable) throws IOException {
        try (InputStream in = Files.newInputStream(from)) {
            return fill(to, in, executable);
        }
    }

    private static String fill(Path file, InputStream in, boolean executable) throws IOException {
        Sha256 hash = new Sha256();
        byte[] buffer = new byte[BUFFER];
        // Whoever opened it while it was open to all could change the program for ever.
        Files.createFile(file, FileMode.of(file, FileMode.PRIVATE));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                hash.add(buffer, read);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            channel.force(true);
        }
        return hash.hexadecimal();
    }

    /** rename(2): whoever looks sees the old or the new one. */
    private static void moveOver(Path fresh, Path place) throws IOException {
        try {
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        sync(place.getParent());
    }

    /** What was renamed or deleted in the folder stays so. */
    public static void sync(Path folder) throws IOException {
        Optional<FileChannel> open = open(folder);
        if (open.isEmpty()) {
            return;
        }
        try (FileChannel channel = open.get()) {
            channel.force(true);
        } catch (IOException e) {
            // A file system that cannot do this for folders says EINVAL (fsync(2)).
            if (Errno.of(e).filter(Errno.EINVAL::equals).isEmpty()) {
                throw e;
            }
        }
    }

    /** A file system in memory opens no folders, and has no power to lose. */
    private static Optional<FileChannel> open(Path folder) {
        try {
            return Optional.of(FileChannel.open(folder, StandardOpenOption.READ));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
