// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vfnet.model.Errno;
import vfnet.system.DurableFile;

/** Operations on folders as a whole; links are removed and never followed. */
public final class FolderTree {
    private FolderTree() {}

    /** The folder and all in it, if it exists. */
    public static void delete(Path folder) throws IOException {
        if (!DurableFiles.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, IOException failure) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** All in the folder except folders; empty where it does not exist. */
    public static Optional<List<Path>> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return Optional.of(tree.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList());
        }
    }

    /** The folder and those in it, as far as they are empty. */
    public static void deleteEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            for (Path each : folders(folder)) {
                deleteIfEmpty(each);
            }
        }
    }

    /** Forces the folder, and those in it, to the disk. */
    public static void sync(Path folder) throws IOException {
        for (Path each : folders(folder)) {
            DurableFile.syncFolder(each);
        }
    }

    /** The inner ones first. */
    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    /** One that is not empty, or that is a mount point, stays. */
    public static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // It has another program's files, or is gone.
        } catch (IOException e) {
            Optional<Errno> errno = Errno.of(e);
            if (errno.isEmpty() || errno.get() != Errno.EBUSY && errno.get() != Errno.EROFS) {
                throw e;
            }
        }
    }
}
