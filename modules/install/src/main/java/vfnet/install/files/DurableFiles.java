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
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import vfnet.system.DurableFile;
import vfnet.system.FileMode;
import vfnet.system.ParentFolder;

/**
 * Changes to the files of an installation: each is made whole or not at all, and a power failure does not undo it. Java
 * crashes on an image with a hole of zeros in it. {@link DurableFile} does the replacing; here the content is copied
 * and hashed, and the new file has a name that uninstall recognizes.
 */
public final class DurableFiles {
    private static final String TEMPORARY = ".vfnet-new";
    private static final int BUFFER = 1 << 16;

    private DurableFiles() {}

    /** Where a file is written before it is renamed; always the same, so that nothing accumulates. */
    public static Path temporary(Path file) {
        return file.resolveSibling("." + file.getFileName() + TEMPORARY);
    }

    public static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The folder and its missing parents, the outer ones first. */
    public static List<Path> missing(Path folder) {
        List<Path> missing = new ArrayList<>();
        for (Path at = folder; !Files.exists(at); at = ParentFolder.of(at)) {
            missing.addFirst(at);
        }
        return missing;
    }

    public static void makeFolders(Path folder) throws IOException {
        for (Path each : missing(folder)) {
            Files.createDirectory(each, FileMode.of(each, FileMode.FOLDER));
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
            DurableFile.syncFolder(ParentFolder.of(each));
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
        DurableFile.move(fresh, file);
    }

    public static void link(Path link, String target) throws IOException {
        Path fresh = temporary(link);
        Files.deleteIfExists(fresh);
        Files.createSymbolicLink(fresh, link.getFileSystem().getPath(target));
        DurableFile.move(fresh, link);
    }

    /** What another program has written, on the same file system, becomes this file. */
    public static void adopt(Path fresh, Path file) throws IOException {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            channel.force(true);
        }
        DurableFile.move(fresh, file);
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
        // A process that opened it while others may write could change the program later.
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
}
