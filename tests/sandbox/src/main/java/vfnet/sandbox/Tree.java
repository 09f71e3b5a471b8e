// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of a simulated host, for the simulation of its kernel. */
final class Tree {
    private final Path root;

    /** @param root the directory that stands for {@code /}, without links in its path */
    Tree(Path root) {
        this.root = root;
    }

    /** @param place a path on the machine without the leading slash, which would leave the root */
    Path at(String place) {
        return root.resolve(place);
    }

    /** The path on the machine itself: {@code /sys/...}. */
    String onMachine(Path path) {
        return "/" + root.relativize(path);
    }

    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** A file's text without the white space around it; empty where there is no such file. */
    static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<Integer> number(Path file) {
        return text(file).filter(text -> text.matches("-?\\d{1,9}")).map(Integer::parseInt);
    }

    /** Writes text and a newline, as sysfs prints it, and creates missing directories. */
    static void write(Path file, String text) {
        writeExactly(file, text + "\n");
    }

    static void writeExactly(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void makeDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Links to a path on this machine as sysfs does: up to the common parent, then down. */
    static void link(Path place, Path to) {
        linkText(
                place,
                place.getParent()
                        .relativize(to.getParent())
                        .resolve(to.getFileName())
                        .toString());
    }

    /** A link with any target: an open file of a process names a device. */
    static void linkText(Path place, String target) {
        try {
            Files.createDirectories(place.getParent());
            Files.deleteIfExists(place);
            Files.createSymbolicLink(place, place.getFileSystem().getPath(target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A link's target as text; empty where there is none. */
    static Optional<String> target(Path link) {
        try {
            return Files.isSymbolicLink(link)
                    ? Optional.of(Files.readSymbolicLink(link).toString())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last name of a link's target: the kernel names drivers and groups so. */
    static Optional<String> targetName(Path link) {
        return target(link).map(text -> text.substring(text.lastIndexOf('/') + 1));
    }

    /** The target of a link; empty where there is none, or it is dangling. */
    static Optional<Path> resolved(Path link) {
        try {
            return Files.exists(link) ? Optional.of(link.toRealPath()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names in a directory, sorted; none where there is no such directory. */
    static List<String> names(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        names.sort(null);
        return names;
    }

    static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the path with all that is below it; links are deleted, not followed. */
    static void delete(Path path) {
        if (!exists(path)) {
            return;
        }
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
